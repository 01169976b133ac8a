package io.twinpath.application.fallback;

import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Settings written by the primary, or by the secondary under the same id when the primary leaves it undone or in doubt. */
public final class FallbackSettingsWriter implements SettingsWriter {
    private final SettingsWriter primary;
    private final SettingsWriter secondary;
    private final Fallback fallback;

    public FallbackSettingsWriter(SettingsWriter primary, SettingsWriter secondary, Fallback fallback) {
        this.primary = primary;
        this.secondary = secondary;
        this.fallback = fallback;
    }

    @Override
    public CompletionStage<Optional<UserSettings>> change(Write write, SettingsChange change) {
        return fallback.write(
                Operation.CHANGE_SETTINGS, () -> primary.change(write, change), () -> secondary.change(write, change));
    }
}
