package io.twinpath.persistence.async;

import static io.twinpath.persistence.async.UserRows.value;

import io.twinpath.application.datapath.Inspection;
import io.twinpath.application.datapath.Inspector;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

final class R2dbcInspector implements Inspector {
    private static final String INSPECT = """
            SELECT current_setting('server_version') AS version,
            (pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean)::text AS read_only,
            coalesce((SELECT ssl.version FROM pg_stat_ssl ssl WHERE ssl.pid = pg_backend_pid()), '') AS tls,
            (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int)::text
                AS max_connections,
            (SELECT sum(numbackends) FROM pg_stat_database)::text AS used_connections,
            to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS server_time,
            current_setting('statement_timeout') AS statement_timeout,
            current_setting('lock_timeout') AS lock_timeout,
            (users IS NOT NULL AND user_settings IS NOT NULL)::text AS schema_there,
            coalesce(all_granted, false)::text AS suffices,
            (rolsuper OR coalesce(has_table_privilege(users, 'DELETE') OR has_table_privilege(users, 'TRUNCATE'), false))::text
                AS exceeds
            FROM (SELECT to_regclass('users')::oid AS users, to_regclass('user_settings')::oid AS user_settings) tables
            JOIN pg_roles ON rolname = current_user
            CROSS JOIN LATERAL (SELECT has_table_privilege(users, 'SELECT') AND has_table_privilege(users, 'INSERT')
                AND has_table_privilege(users, 'UPDATE') AND has_table_privilege(user_settings, 'SELECT')
                AND has_table_privilege(user_settings, 'INSERT') AND has_table_privilege(user_settings, 'UPDATE')
                AS all_granted) privileges
            WHERE $1
            """;

    private final R2dbcSessions sessions;

    R2dbcInspector(R2dbcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Inspection> inspect() {
        return sessions.read(
                INSPECT,
                true,
                row -> Inspection.of(column -> value(row, column, String.class)),
                Collectors.collectingAndThen(Collectors.toList(), rows -> rows.get(0)));
    }
}
