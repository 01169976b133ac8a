package io.twinpath.persistence.sync;

import io.twinpath.domain.Version;
import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import io.twinpath.domain.settings.UserSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

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

    static UserSettings settings(ResultSet row, StatementContext context) throws SQLException {
        return new UserSettings(
                Theme.of(row.getString("theme")),
                new LanguageTag(row.getString("locale")),
                new TimeZoneName(row.getString("timezone")),
                new NotificationPreferences(
                        row.getBoolean("by_email"),
                        row.getBoolean("by_push"),
                        row.getBoolean("by_sms"),
                        Digest.of(row.getString("digest"))),
                new Version(row.getLong("version")),
                UserRows.instant(row, "updated_at"));
    }
}
