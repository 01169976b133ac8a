package io.twinpath.persistence.sync;

import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserFixtures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** The users of the fixtures and their settings, as rows. */
final class TestData {
    private TestData() {}

    static void insert(TestDatabase database) {
        try (Connection connection = database.connect()) {
            for (Credentials each : List.of(UserFixtures.ann(), UserFixtures.bob(), UserFixtures.eve())) {
                insert(connection, each, SettingsFixtures.of(each.user()).settings());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        database.query("SELECT setval(pg_get_serial_sequence('users', 'id'), 100)");
    }

    private static void insert(Connection connection, Credentials credentials, UserSettings settings)
            throws SQLException {
        User user = credentials.user();
        NotificationPreferences channels = settings.notifications();
        insert(
                connection,
                "INSERT INTO users (id, username, email, full_name, role, active, password_hash, tokens_valid_after,"
                        + " version, created_at, updated_at, theme, locale, timezone, notifications, settings_version,"
                        + " settings_updated_at) OVERRIDING SYSTEM VALUE VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                        + " jsonb_build_object('email', ?, 'push', ?, 'sms', ?, 'digest', ?), ?, ?)",
                user.id().value(),
                user.username().value(),
                user.email().value(),
                user.fullName().value(),
                user.role().code(),
                user.admission().active(),
                credentials.passwordHash().encoded(),
                user.admission().tokensValidAfter().atOffset(ZoneOffset.UTC),
                user.version().value(),
                user.createdAt().atOffset(ZoneOffset.UTC),
                user.updatedAt().atOffset(ZoneOffset.UTC),
                settings.theme().code(),
                settings.locale().value(),
                settings.timezone().value(),
                channels.email(),
                channels.push(),
                channels.sms(),
                channels.digest().code(),
                settings.version().value(),
                settings.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static void insert(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
