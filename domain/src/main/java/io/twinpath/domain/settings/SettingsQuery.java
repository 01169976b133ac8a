package io.twinpath.domain.settings;

import io.twinpath.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Where settings are read. Every method returns at once, never throws and never completes with null; a stage fails with
 * {@link io.twinpath.domain.StoreUnavailable} when the store gives no answer. Each call is one statement.
 */
public interface SettingsQuery {
    CompletionStage<Optional<GuardedSettings>> findByUser(UserId user);

    /** Finds many at once; unknown users are absent from the result. */
    CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users);
}
