package io.twinpath.persistence.async;

import io.twinpath.domain.user.User;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class R2dbcUserWriter implements UserWriter {
    private static final String UPDATE = "UPDATE users SET username = coalesce($9, username),"
            + " email = coalesce($10, email), full_name = coalesce($11, full_name),"
            + " password_hash = coalesce($12, password_hash),"
            + " tokens_valid_after = greatest(tokens_valid_after, $13),"
            + " version = version + 1, updated_at = clock_timestamp() WHERE id = $1";

    private final R2dbcSessions sessions;
    private final LedgeredWrite<User> write;

    R2dbcUserWriter(R2dbcSessions sessions, int maxWritesPerUser) {
        this.sessions = sessions;
        this.write = new LedgeredWrite<>(
                UPDATE, "version", UserRows.COLUMNS, "users", UserRows.COLUMNS, UserRows::user, maxWritesPerUser);
    }

    @Override
    public CompletionStage<Optional<User>> change(Write write, UserChange change) {
        List<Object> values = List.of(
                change.username() == null ? String.class : change.username().value(),
                change.email() == null ? String.class : change.email().value(),
                change.fullName() == null ? String.class : change.fullName().value(),
                change.passwordHash() == null
                        ? String.class
                        : change.passwordHash().encoded(),
                change.tokensValidAfter() == null ? Instant.class : change.tokensValidAfter());
        return this.write.make(sessions, write, change.fields(), values);
    }
}
