package io.twinpath.domain.write;

import io.twinpath.domain.settings.UserSettings;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where settings are written, at most once for each write id. Every method returns at once and never throws. */
public interface SettingsWriter {
    /**
     * Changes the writer's settings, or finds that an earlier attempt did; the settings as this write left them. Empty when
     * the user is unknown or may not come in. One statement when nothing stands in the way.
     *
     * <p>Fails with {@link io.twinpath.domain.VersionConflict}, {@link io.twinpath.domain.WriteIdReused},
     * {@link io.twinpath.domain.TooManyWrites}, {@link io.twinpath.domain.StoreUnavailable} (surely not done) or
     * {@link io.twinpath.domain.OutcomeUnknown} (try again under the same id).
     */
    CompletionStage<Optional<UserSettings>> change(Write write, SettingsChange change);
}
