package io.twinpath.application.settings;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import java.util.concurrent.CompletionStage;

/** Reads and writes the caller's settings; one statement both answers and authorises. */
public final class SettingsService {
    private final SettingsQuery settings;
    private final SettingsWriter writer;

    public SettingsService(SettingsQuery settings, SettingsWriter writer) {
        this.settings = settings;
        this.writer = writer;
    }

    /** Fails with {@link AccessDenied} or {@link io.twinpath.domain.StoreUnavailable}. */
    public CompletionStage<UserSettings> settingsOf(Caller caller) {
        return settings.findByUser(caller.user())
                .thenApply(found -> found.filter(row -> row.admission().admits(caller.tokenIssuedAt()))
                        .map(GuardedSettings::settings)
                        .orElseThrow(AccessDenied::new));
    }

    /** Fails with {@link AccessDenied} or as {@link SettingsWriter#change} does. */
    public CompletionStage<UserSettings> change(Write write, SettingsChange change) {
        return writer.change(write, change).thenApply(changed -> changed.orElseThrow(AccessDenied::new));
    }
}
