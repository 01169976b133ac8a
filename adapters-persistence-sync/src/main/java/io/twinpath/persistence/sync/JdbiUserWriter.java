package io.twinpath.persistence.sync;

import io.twinpath.domain.user.User;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

final class JdbiUserWriter implements UserWriter {
    private static final String UPDATE = "UPDATE users SET username = coalesce(:username, username),"
            + " email = coalesce(:email, email), full_name = coalesce(:full_name, full_name),"
            + " password_hash = coalesce(:password_hash, password_hash),"
            + " tokens_valid_after = greatest(tokens_valid_after, :valid_after),"
            + " version = version + 1, updated_at = clock_timestamp() WHERE id = :user";

    private final JdbiSessions sessions;
    private final LedgeredWrite<User> write;

    JdbiUserWriter(JdbiSessions sessions, int maxWritesPerUser) {
        this.sessions = sessions;
        this.write = new LedgeredWrite<>(
                UPDATE, "version", UserRows.COLUMNS, "users", UserRows.COLUMNS, UserRows::user, maxWritesPerUser);
    }

    @Override
    public CompletionStage<Optional<User>> change(Write write, UserChange change) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(
                "username", change.username() == null ? null : change.username().value());
        values.put("email", change.email() == null ? null : change.email().value());
        values.put(
                "full_name",
                change.fullName() == null ? null : change.fullName().value());
        values.put(
                "password_hash",
                change.passwordHash() == null ? null : change.passwordHash().encoded());
        values.put(
                "valid_after",
                change.tokensValidAfter() == null
                        ? null
                        : change.tokensValidAfter().atOffset(ZoneOffset.UTC));
        return sessions.write(handle -> this.write.make(handle, write, change.fields(), values));
    }
}
