package io.twinpath.application.fallback;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Settings that cannot be had, in one of the ways of {@link Broken}. */
record BrokenSettingsQuery(Broken how) implements SettingsQuery {
    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return how.stage();
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        return how.stage();
    }
}
