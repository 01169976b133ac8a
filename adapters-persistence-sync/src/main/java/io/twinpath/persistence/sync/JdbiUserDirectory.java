package io.twinpath.persistence.sync;

import io.twinpath.domain.NotFound;
import io.twinpath.domain.user.NewUser;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserDirectory;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.Username;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.statement.Query;

final class JdbiUserDirectory implements UserDirectory {
    private static final String ADD = "INSERT INTO users (username, email, full_name, role, password_hash)"
            + " VALUES (?, ?, ?, ?, ?) RETURNING " + UserRows.COLUMNS;
    private static final String LIST = "SELECT " + UserRows.COLUMNS + " FROM users WHERE id > ? ORDER BY id LIMIT ?";
    private static final String DEACTIVATE = update("active = false");
    private static final String SET_PASSWORD = update("password_hash = ?, tokens_valid_after = ?");

    private final JdbiSessions sessions;

    JdbiUserDirectory(JdbiSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<User> add(NewUser user) {
        return sessions.write(handle -> handle.select(
                        ADD,
                        user.username().value(),
                        user.email().value(),
                        user.fullName().value(),
                        user.role().code(),
                        user.passwordHash().encoded())
                .map(UserRows::user)
                .one());
    }

    @Override
    public CompletionStage<List<User>> list(Optional<UserId> after, int limit) {
        long from = after.map(UserId::value).orElse(0L);
        return sessions.read(
                handle -> handle.select(LIST, from, limit).map(UserRows::user).list());
    }

    @Override
    public CompletionStage<User> deactivate(Username username) {
        return sessions.write(handle -> changed(handle.select(DEACTIVATE, username.value()), username));
    }

    @Override
    public CompletionStage<User> setPassword(Username username, PasswordHash hash, Instant now) {
        return sessions.write(handle -> changed(
                handle.select(SET_PASSWORD, hash.encoded(), now.atOffset(ZoneOffset.UTC), username.value()), username));
    }

    private static String update(String assignments) {
        return "UPDATE users SET " + assignments + ", version = version + 1, updated_at = now() WHERE username = ?"
                + " RETURNING " + UserRows.COLUMNS;
    }

    private static User changed(Query update, Username username) {
        return update.map(UserRows::user).findOne().orElseThrow(() -> new NotFound("user " + username));
    }
}
