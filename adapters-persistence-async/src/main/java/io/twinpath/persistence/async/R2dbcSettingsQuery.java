package io.twinpath.persistence.async;

import static io.twinpath.persistence.async.UserRows.value;
import static java.util.stream.Collectors.toMap;

import io.r2dbc.spi.Readable;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import io.twinpath.persistence.async.R2dbcSessions.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

final class R2dbcSettingsQuery implements SettingsQuery {
    private static final String SELECT = "SELECT id, active, tokens_valid_after, " + SettingsRows.COLUMNS
            + " FROM (SELECT id, active, tokens_valid_after, " + SettingsRows.RECORD + " FROM users) u WHERE id = ";
    private static final String BY_USER = SELECT + "$1";
    private static final String BY_USERS = SELECT + "ANY($1)";

    private final R2dbcSessions sessions;

    R2dbcSettingsQuery(R2dbcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return sessions.read(
                new Statement<>(BY_USER, List.of(user.value()), R2dbcSettingsQuery::settings),
                R2dbcUserRepository.atMostOne());
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        Long[] values = users.stream().map(UserId::value).toArray(Long[]::new);
        return sessions.read(
                new Statement<>(
                        BY_USERS,
                        List.of((Object) values),
                        row -> Map.entry(new UserId(value(row, "id", Long.class)), settings(row))),
                toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static GuardedSettings settings(Readable row) {
        return new GuardedSettings(UserRows.admission(row), SettingsRows.settings(row));
    }
}
