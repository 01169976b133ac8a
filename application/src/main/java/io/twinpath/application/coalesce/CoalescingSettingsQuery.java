package io.twinpath.application.coalesce;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Settings of one path, those that are wanted at the same time by one statement. */
public final class CoalescingSettingsQuery implements SettingsQuery {
    private final Lanes<SettingsQuery, UserId, GuardedSettings> lanes;

    public CoalescingSettingsQuery(SettingsQuery delegate, CoalesceConfig config, CoalesceObserver observer) {
        this(List.of(delegate), config, observer, Turns.NONE);
    }

    /**
     * In lanes, so that no thread waits for what one in another lane has asked for.
     *
     * @param lanes the port, once for each of them
     * @param config of all together
     * @param turns of the threads that ask
     */
    public CoalescingSettingsQuery(
            List<SettingsQuery> lanes, CoalesceConfig config, CoalesceObserver observer, Turns turns) {
        this.lanes = new Lanes<>(lanes, SettingsQuery::findByUser, SettingsQuery::findByUsers, config, observer, turns);
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return lanes.coalescer().find(user);
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        return lanes.port().findByUsers(users);
    }
}
