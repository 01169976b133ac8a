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
                insertUser(connection, each);
                insertSettings(
                        connection,
                        each.user(),
                        SettingsFixtures.of(each.user()).settings());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        database.query("SELECT setval(pg_get_serial_sequence('users', 'id'), 100)");
    }

    private static void insertUser(Connection connection, Credentials credentials) throws SQLException {
        User user = credentials.user();
        insert(
                connection,
                "INSERT INTO users (id, username, email, full_name, role, active, password_hash, tokens_valid_after,"
                        + " version, created_at, updated_at) OVERRIDING SYSTEM VALUE VALUES (?,?,?,?,?,?,?,?,?,?,?)",
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
                user.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static void insertSettings(Connection connection, User user, UserSettings settings) throws SQLException {
        NotificationPreferences channels = settings.notifications();
        insert(
                connection,
                "INSERT INTO user_settings (user_id, theme, locale, timezone, notifications, version, updated_at)"
                        + " VALUES (?,?,?,?, jsonb_build_object('email', ?, 'push', ?, 'sms', ?, 'digest', ?), ?, ?)",
                user.id().value(),
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
