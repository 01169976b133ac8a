package io.twinpath.application.coalesce;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Settings of one path, those that are wanted at the same time by one statement. */
public final class CoalescingSettingsQuery implements SettingsQuery {
    private final SettingsQuery delegate;
    private final Coalescer<UserId, GuardedSettings> settings;

    public CoalescingSettingsQuery(SettingsQuery delegate, CoalesceConfig config, CoalesceObserver observer) {
        this(delegate, config, observer, Runnable::run);
    }

    /** @param turnEnd runs a task when the thread that gives it has asked for all that it has to ask for now */
    public CoalescingSettingsQuery(
            SettingsQuery delegate, CoalesceConfig config, CoalesceObserver observer, Executor turnEnd) {
        this.delegate = delegate;
        this.settings = new Coalescer<>(delegate::findByUser, delegate::findByUsers, config, observer, turnEnd);
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
