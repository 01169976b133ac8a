package io.twinpath.persistence.sync;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code users} as a user. */
final class UserRows {
    static final String COLUMNS =
            "id, username, email, full_name, role, active, tokens_valid_after, version, created_at," + " updated_at";

    private UserRows() {}

    static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                new UserId(row.getLong("id")),
                new Username(row.getString("username")),
                new Email(row.getString("email")),
                new FullName(row.getString("full_name")),
                Role.of(row.getString("role")),
                admission(row),
                new Version(row.getLong("version")),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    /** Needs {@code password_hash} beside the columns of a user. */
    static Credentials credentials(ResultSet row, StatementContext context) throws SQLException {
        return new Credentials(user(row, context), new PasswordHash(row.getString("password_hash")));
    }

    static Admission admission(ResultSet row) throws SQLException {
        return new Admission(row.getBoolean("active"), instant(row, "tokens_valid_after"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
