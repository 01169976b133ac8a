package io.twinpath.application.settings;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.UserSettings;
import java.util.concurrent.CompletionStage;

/** Reads the caller's settings; one statement both answers and authorises. */
public final class SettingsService {
    private final SettingsQuery settings;

    public SettingsService(SettingsQuery settings) {
        this.settings = settings;
    }

    /** Fails with {@link AccessDenied} or {@link io.twinpath.domain.StoreUnavailable}. */
    public CompletionStage<UserSettings> settingsOf(Caller caller) {
        return settings.findByUser(caller.user())
                .thenApply(found -> found.filter(row -> row.admission().admits(caller.tokenIssuedAt()))
                        .map(GuardedSettings::settings)
                        .orElseThrow(AccessDenied::new));
    }
}
