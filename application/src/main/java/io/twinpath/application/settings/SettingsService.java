package io.twinpath.application.settings;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.application.stale.Known;
import io.twinpath.application.stale.LatestAnswers;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads and writes the caller's settings; one statement both answers and authorises. */
public final class SettingsService {
    private final SettingsQuery settings;
    private final SettingsWriter writer;
    private final LatestAnswers<GuardedSettings> latest;

    public SettingsService(SettingsQuery settings, SettingsWriter writer) {
        this(settings, writer, LatestAnswers.none());
    }

    /** With the answers that {@link #knownSettingsOf} falls back on. */
    public SettingsService(SettingsQuery settings, SettingsWriter writer, LatestAnswers<GuardedSettings> latest) {
        this.settings = settings;
        this.writer = writer;
        this.latest = latest;
    }

    /** Fails with {@link AccessDenied} or {@link io.twinpath.domain.StoreUnavailable}. */
    public CompletionStage<UserSettings> settingsOf(Caller caller) {
        return settings.findByUser(caller.user()).thenApply(found -> admitted(found, caller));
    }

    /** As {@link #settingsOf}; while the store is unavailable, the latest that was known, to who was admitted then. */
    public CompletionStage<Known<UserSettings>> knownSettingsOf(Caller caller) {
        return latest.or(caller.user(), settings.findByUser(caller.user()))
                .thenApply(known -> known.map(found -> admitted(found, caller)));
    }

    private static UserSettings admitted(Optional<GuardedSettings> found, Caller caller) {
        return found.filter(row -> row.admission().admits(caller.tokenIssuedAt()))
                .map(GuardedSettings::settings)
                .orElseThrow(AccessDenied::new);
    }

    /** Fails with {@link AccessDenied} or as {@link SettingsWriter#change} does. */
    public CompletionStage<UserSettings> change(Write write, SettingsChange change) {
        return writer.change(write, change).thenApply(changed -> {
            UserSettings written = changed.orElseThrow(AccessDenied::new);
            latest.update(write.user(), before -> new GuardedSettings(before.admission(), written));
            return written;
        });
    }
}
