package io.twinpath.persistence.async;

import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class R2dbcSettingsWriter implements SettingsWriter {
    private static final String UPDATE = "UPDATE users SET theme = coalesce($9, theme),"
            + " locale = coalesce($10, locale), timezone = coalesce($11, timezone),"
            + " notifications = notifications || jsonb_strip_nulls(jsonb_build_object('email', $12::boolean,"
            + " 'push', $13::boolean, 'sms', $14::boolean, 'digest', $15::text)),"
            + " settings_version = settings_version + 1, settings_updated_at = clock_timestamp() WHERE id = $1";

    private final R2dbcSessions sessions;
    private final LedgeredWrite<UserSettings> write;

    R2dbcSettingsWriter(R2dbcSessions sessions, int maxWritesPerUser) {
        this.sessions = sessions;
        this.write = new LedgeredWrite<>(
                UPDATE,
                "settings_version",
                SettingsRows.RECORD,
                "user_settings",
                SettingsRows.COLUMNS,
                SettingsRows::settings,
                maxWritesPerUser);
    }

    @Override
    public CompletionStage<Optional<UserSettings>> change(Write write, SettingsChange change) {
        List<Object> values = List.of(
                change.theme() == null ? String.class : change.theme().code(),
                change.locale() == null ? String.class : change.locale().value(),
                change.timezone() == null ? String.class : change.timezone().value(),
                change.notifyByEmail() == null ? Boolean.class : change.notifyByEmail(),
                change.notifyByPush() == null ? Boolean.class : change.notifyByPush(),
                change.notifyBySms() == null ? Boolean.class : change.notifyBySms(),
                change.digest() == null ? String.class : change.digest().code());
        return this.write.make(sessions, write, change.fields(), values);
    }
}
