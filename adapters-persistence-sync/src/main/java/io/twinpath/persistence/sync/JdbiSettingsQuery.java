package io.twinpath.persistence.sync;

import static java.util.stream.Collectors.toMap;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.statement.StatementContext;

final class JdbiSettingsQuery implements SettingsQuery {
    private static final String SELECT = "SELECT id, active, tokens_valid_after, " + SettingsRows.COLUMNS
            + " FROM (SELECT id, active, tokens_valid_after, " + SettingsRows.RECORD + " FROM users) u WHERE id = ";
    private static final String BY_USER = SELECT + "?";
    private static final String BY_USERS = SELECT + "ANY(?)";

    private final JdbiSessions sessions;

    JdbiSettingsQuery(JdbiSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return sessions.read(handle -> handle.select(BY_USER, user.value())
                .map(JdbiSettingsQuery::settings)
                .findOne());
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        return sessions.read(handle -> handle.createQuery(BY_USERS)
                .bindArray(0, Long.class, users.stream().map(UserId::value).toList())
                .map((row, context) -> Map.entry(new UserId(row.getLong("id")), settings(row, context)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static GuardedSettings settings(ResultSet row, StatementContext context) throws SQLException {
        return new GuardedSettings(UserRows.admission(row), SettingsRows.settings(row, context));
    }
}
