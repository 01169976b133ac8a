package io.twinpath.persistence.async;

import io.r2dbc.spi.Readable;
import io.twinpath.domain.Version;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.Role;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.Username;
import java.time.Instant;
import java.util.Objects;

/** A row of {@code users} as a user. */
final class UserRows {
    static final String COLUMNS =
            "id, username, email, full_name, role, active, tokens_valid_after, version, created_at," + " updated_at";

    private UserRows() {}

    static User user(Readable row) {
        return new User(
                new UserId(value(row, "id", Long.class)),
                new Username(value(row, "username", String.class)),
                new Email(value(row, "email", String.class)),
                new FullName(value(row, "full_name", String.class)),
                Role.of(value(row, "role", String.class)),
                admission(row),
                new Version(value(row, "version", Long.class)),
                value(row, "created_at", Instant.class),
                value(row, "updated_at", Instant.class));
    }

    /** Needs {@code password_hash} beside the columns of a user. */
    static Credentials credentials(Readable row) {
        return new Credentials(user(row), new PasswordHash(value(row, "password_hash", String.class)));
    }

    static Admission admission(Readable row) {
        return new Admission(value(row, "active", Boolean.class), value(row, "tokens_valid_after", Instant.class));
    }

    static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
