package io.twinpath.persistence.sync;

import static java.util.stream.Collectors.toMap;

import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

final class JdbiUserRepository implements UserRepository {
    private static final String BY_ID = "SELECT " + UserRows.COLUMNS + " FROM users WHERE id = ?";
    private static final String BY_IDS = "SELECT " + UserRows.COLUMNS + " FROM users WHERE id = ANY(?)";
    private static final String CREDENTIALS = "SELECT " + UserRows.COLUMNS + ", password_hash FROM users WHERE ";
    private static final String CREDENTIALS_BY_ID = CREDENTIALS + "id = ?";
    private static final String BY_USERNAME = CREDENTIALS + "username = ?";
    private static final String BY_EMAIL = CREDENTIALS + "lower(email COLLATE \"C\") = ?";

    private final JdbiSessions sessions;

    JdbiUserRepository(JdbiSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return sessions.read(
                handle -> handle.select(BY_ID, id.value()).map(UserRows::user).findOne());
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return sessions.read(handle -> handle.createQuery(BY_IDS)
                .bindArray(0, Long.class, ids.stream().map(UserId::value).toList())
                .map(UserRows::user)
                .collect(toMap(User::id, user -> user)));
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        boolean byEmail = name instanceof LoginName.ByEmail;
        String value = name instanceof LoginName.ByEmail typed
                ? typed.email().folded()
                : ((LoginName.ByUsername) name).username().value();
        return sessions.read(handle -> handle.select(byEmail ? BY_EMAIL : BY_USERNAME, value)
                .map(UserRows::credentials)
                .findOne());
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return sessions.read(handle -> handle.select(CREDENTIALS_BY_ID, id.value())
                .map(UserRows::credentials)
                .findOne());
    }
}
