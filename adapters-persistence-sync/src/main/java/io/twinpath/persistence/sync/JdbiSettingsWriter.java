package io.twinpath.persistence.sync;

import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

final class JdbiSettingsWriter implements SettingsWriter {
    private static final String UPDATE = "UPDATE users SET theme = coalesce(:theme, theme),"
            + " locale = coalesce(:locale, locale), timezone = coalesce(:timezone, timezone),"
            + " notifications = notifications || jsonb_strip_nulls(jsonb_build_object('email', :by_email::boolean,"
            + " 'push', :by_push::boolean, 'sms', :by_sms::boolean, 'digest', :digest::text)),"
            + " settings_version = settings_version + 1, settings_updated_at = clock_timestamp() WHERE id = :user";

    private final JdbiSessions sessions;
    private final LedgeredWrite<UserSettings> write;

    JdbiSettingsWriter(JdbiSessions sessions, int maxWritesPerUser) {
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
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("theme", change.theme() == null ? null : change.theme().code());
        values.put("locale", change.locale() == null ? null : change.locale().value());
        values.put(
                "timezone", change.timezone() == null ? null : change.timezone().value());
        values.put("by_email", change.notifyByEmail());
        values.put("by_push", change.notifyByPush());
        values.put("by_sms", change.notifyBySms());
        values.put("digest", change.digest() == null ? null : change.digest().code());
        return sessions.write(handle -> this.write.make(handle, write, change.fields(), values));
    }
}
