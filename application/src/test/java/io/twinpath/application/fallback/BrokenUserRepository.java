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

/** Users that cannot be had, in one of the ways of {@link Broken}. */
record BrokenUserRepository(Broken how) implements UserRepository {
    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return how.stage();
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return how.stage();
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        return how.stage();
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return how.stage();
    }
}
