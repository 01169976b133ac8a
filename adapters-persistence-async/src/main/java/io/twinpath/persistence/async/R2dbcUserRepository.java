package io.twinpath.persistence.async;

import static java.util.stream.Collectors.toMap;

import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.persistence.async.R2dbcSessions.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import java.util.stream.Collectors;

final class R2dbcUserRepository implements UserRepository {
    private static final String BY_ID = "SELECT " + UserRows.COLUMNS + " FROM users WHERE id = $1";
    private static final String BY_IDS = "SELECT " + UserRows.COLUMNS + " FROM users WHERE id = ANY($1)";
    private static final String CREDENTIALS = "SELECT " + UserRows.COLUMNS + ", password_hash FROM users WHERE ";
    private static final String CREDENTIALS_BY_ID = CREDENTIALS + "id = $1";
    private static final String BY_USERNAME = CREDENTIALS + "username = $1";
    private static final String BY_EMAIL = CREDENTIALS + "lower(email COLLATE \"C\") = $1";

    private final R2dbcSessions sessions;

    R2dbcUserRepository(R2dbcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return sessions.read(new Statement<>(BY_ID, List.of(id.value()), UserRows::user), atMostOne());
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        Long[] values = ids.stream().map(UserId::value).toArray(Long[]::new);
        return sessions.read(
                new Statement<>(BY_IDS, List.of((Object) values), UserRows::user), toMap(User::id, user -> user));
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        return name instanceof LoginName.ByEmail typed
                ? credentials(BY_EMAIL, typed.email().folded())
                : credentials(
                        BY_USERNAME, ((LoginName.ByUsername) name).username().value());
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return credentials(CREDENTIALS_BY_ID, id.value());
    }

    private CompletionStage<Optional<Credentials>> credentials(String sql, Object key) {
        return sessions.read(new Statement<>(sql, List.of(key), UserRows::credentials), atMostOne());
    }

    /** For a key: the table has one row or none. */
    static <R> Collector<R, ?, Optional<R>> atMostOne() {
        return Collectors.reducing((first, second) -> first);
    }
}
