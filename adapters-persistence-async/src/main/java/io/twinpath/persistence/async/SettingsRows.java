package io.twinpath.persistence.async;

import static io.twinpath.persistence.async.UserRows.value;

import io.r2dbc.spi.Readable;
import io.twinpath.domain.Version;
import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import io.twinpath.domain.settings.UserSettings;
import java.time.Instant;

/** A row of {@code users} as settings. */
final class SettingsRows {
    /** What of a row of {@code users} are its settings. */
    static final String RECORD = "theme, locale, timezone, notifications, settings_version AS version,"
            + " settings_updated_at AS updated_at";

    /** Of a record. */
    static final String COLUMNS = "theme, locale, timezone, (notifications->>'email')::boolean AS by_email,"
            + " (notifications->>'push')::boolean AS by_push, (notifications->>'sms')::boolean AS by_sms,"
            + " notifications->>'digest' AS digest, version, updated_at";

    private SettingsRows() {}

    static UserSettings settings(Readable row) {
        return new UserSettings(
                Theme.of(value(row, "theme", String.class)),
                new LanguageTag(value(row, "locale", String.class)),
                new TimeZoneName(value(row, "timezone", String.class)),
                new NotificationPreferences(
                        value(row, "by_email", Boolean.class),
                        value(row, "by_push", Boolean.class),
                        value(row, "by_sms", Boolean.class),
                        Digest.of(value(row, "digest", String.class))),
                new Version(value(row, "version", Long.class)),
                value(row, "updated_at", Instant.class));
    }
}
