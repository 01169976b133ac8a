package io.twinpath.application.fallback;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Settings from the primary, or from the secondary when the primary gives no answer. */
public final class FallbackSettingsQuery implements SettingsQuery {
    private final SettingsQuery primary;
    private final SettingsQuery secondary;
    private final Fallback fallback;

    public FallbackSettingsQuery(SettingsQuery primary, SettingsQuery secondary, Fallback fallback) {
        this.primary = primary;
        this.secondary = secondary;
        this.fallback = fallback;
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return fallback.read(Operation.FIND_SETTINGS, () -> primary.findByUser(user), () -> secondary.findByUser(user));
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        return fallback.read(
                Operation.FIND_SETTINGS, () -> primary.findByUsers(users), () -> secondary.findByUsers(users));
    }
}
