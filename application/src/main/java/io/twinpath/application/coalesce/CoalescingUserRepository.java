package io.twinpath.application.coalesce;

import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Users of one path, those who are wanted at the same time by one statement; credentials are asked for one by one. */
public final class CoalescingUserRepository implements UserRepository {
    private final Lanes<UserRepository, UserId, User> lanes;

    public CoalescingUserRepository(UserRepository delegate, CoalesceConfig config, CoalesceObserver observer) {
        this(List.of(delegate), config, observer, Turns.NONE);
    }

    /**
     * In lanes, so that no thread waits for what one in another lane has asked for.
     *
     * @param lanes the port, once for each of them
     * @param config of all together
     * @param turns of the threads that ask
     */
    public CoalescingUserRepository(
            List<UserRepository> lanes, CoalesceConfig config, CoalesceObserver observer, Turns turns) {
        this.lanes = new Lanes<>(lanes, UserRepository::findById, UserRepository::findByIds, config, observer, turns);
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return lanes.coalescer().find(id);
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return lanes.port().findByIds(ids);
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        return lanes.port().findCredentials(name);
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return lanes.port().findCredentialsById(id);
    }
}
