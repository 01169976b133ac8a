package io.twinpath.application.coalesce;

import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Users of one path, those who are wanted at the same time by one statement; credentials are asked for one by one. */
public final class CoalescingUserRepository implements UserRepository {
    private final UserRepository delegate;
    private final Lanes<UserId, User> users;

    public CoalescingUserRepository(UserRepository delegate, CoalesceConfig config, CoalesceObserver observer) {
        this(delegate, config, observer, Turns.NONE);
    }

    /** @param turns of the threads that ask */
    public CoalescingUserRepository(
            UserRepository delegate, CoalesceConfig config, CoalesceObserver observer, Turns turns) {
        this.delegate = delegate;
        this.users = new Lanes<>(delegate::findById, delegate::findByIds, config, observer, turns);
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return users.find(id);
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return delegate.findByIds(ids);
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        return delegate.findCredentials(name);
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return delegate.findCredentialsById(id);
    }
}
