package io.twinpath.application.fallback;

import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Users from the primary, or from the secondary when the primary gives no answer. */
public final class FallbackUserRepository implements UserRepository {
    private final UserRepository primary;
    private final UserRepository secondary;
    private final Fallback fallback;

    public FallbackUserRepository(UserRepository primary, UserRepository secondary, Fallback fallback) {
        this.primary = primary;
        this.secondary = secondary;
        this.fallback = fallback;
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return fallback.read(Operation.FIND_USER, () -> primary.findById(id), () -> secondary.findById(id));
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return fallback.read(Operation.FIND_USER, () -> primary.findByIds(ids), () -> secondary.findByIds(ids));
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        return fallback.read(
                Operation.FIND_CREDENTIALS, () -> primary.findCredentials(name), () -> secondary.findCredentials(name));
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return fallback.read(
                Operation.FIND_CREDENTIALS,
                () -> primary.findCredentialsById(id),
                () -> secondary.findCredentialsById(id));
    }
}
