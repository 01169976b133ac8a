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
    private final List<UserRepository> lanes;
    private final List<Coalescer<UserId, User>> users;
    private final Turns turns;

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
        CoalesceConfig share = config.sharedBy(lanes.size());
        this.lanes = List.copyOf(lanes);
        this.turns = turns;
        this.users = lanes.stream()
                .map(each -> new Coalescer<>(each::findById, each::findByIds, share, observer, turns::atEnd))
                .toList();
    }

    private <T> T own(List<T> each) {
        return each.get(turns.lane(each.size()));
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return own(users).find(id);
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return own(lanes).findByIds(ids);
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        return own(lanes).findCredentials(name);
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return own(lanes).findCredentialsById(id);
    }
}
