package io.twinpath.application.coalesce;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Settings of one path, those that are wanted at the same time by one statement. */
public final class CoalescingSettingsQuery implements SettingsQuery {
    private final SettingsQuery delegate;
    private final Lanes<UserId, GuardedSettings> settings;

    public CoalescingSettingsQuery(SettingsQuery delegate, CoalesceConfig config, CoalesceObserver observer) {
        this(delegate, config, observer, Turns.NONE);
    }

    /** @param turns of the threads that ask */
    public CoalescingSettingsQuery(
            SettingsQuery delegate, CoalesceConfig config, CoalesceObserver observer, Turns turns) {
        this.delegate = delegate;
        this.settings = new Lanes<>(delegate::findByUser, delegate::findByUsers, config, observer, turns);
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return settings.find(user);
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        return delegate.findByUsers(users);
    }
}
