package io.twinpath.persistence.async;

import static io.twinpath.persistence.async.UserRows.value;
import static java.util.stream.Collectors.toMap;

import io.r2dbc.spi.Readable;
import io.twinpath.domain.Version;
import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

final class R2dbcSettingsQuery implements SettingsQuery {
    private static final String SELECT = "SELECT u.id, u.active, u.tokens_valid_after, s.theme, s.locale, s.timezone,"
            + " (s.notifications->>'email')::boolean AS by_email, (s.notifications->>'push')::boolean AS by_push,"
            + " (s.notifications->>'sms')::boolean AS by_sms, s.notifications->>'digest' AS digest,"
            + " s.version, s.updated_at FROM users u JOIN user_settings s ON s.user_id = u.id WHERE u.id = ";
    private static final String BY_USER = SELECT + "$1";
    private static final String BY_USERS = SELECT + "ANY($1)";

    private final R2dbcSessions sessions;

    R2dbcSettingsQuery(R2dbcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return sessions.read(BY_USER, user.value(), R2dbcSettingsQuery::settings, R2dbcUserRepository.atMostOne());
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        Long[] values = users.stream().map(UserId::value).toArray(Long[]::new);
        return sessions.read(
                BY_USERS,
                values,
                row -> Map.entry(new UserId(value(row, "id", Long.class)), settings(row)),
                toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static GuardedSettings settings(Readable row) {
        NotificationPreferences notifications = new NotificationPreferences(
                value(row, "by_email", Boolean.class),
                value(row, "by_push", Boolean.class),
                value(row, "by_sms", Boolean.class),
                Digest.of(value(row, "digest", String.class)));
        UserSettings settings = new UserSettings(
                Theme.of(value(row, "theme", String.class)),
                new LanguageTag(value(row, "locale", String.class)),
                new TimeZoneName(value(row, "timezone", String.class)),
                notifications,
                new Version(value(row, "version", Long.class)),
                value(row, "updated_at", Instant.class));
        return new GuardedSettings(UserRows.admission(row), settings);
    }
}
