package io.twinpath.application.datapath;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a server says of itself and of the role that asks.
 *
 * @param tls the protocol's version, absent in plain text
 * @param maxConnections for roles that are not superusers
 * @param usedConnections by whomever
 * @param schema whether the service's tables are there
 * @param suffices whether the role may do all that the service does
 * @param exceeds whether the role may do more than the service does
 */
public record Inspection(
        String version,
        boolean readOnly,
        Optional<String> tls,
        int maxConnections,
        int usedConnections,
        Instant serverTime,
        String statementTimeout,
        String lockTimeout,
        boolean schema,
        boolean suffices,
        boolean exceeds) {
    /** One row of texts, which {@link #of} reads; it has no WHERE. */
    public static final String QUERY = """
            SELECT current_setting('server_version') AS version,
            (pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean)::text AS read_only,
            coalesce((SELECT ssl.version FROM pg_stat_ssl ssl WHERE ssl.pid = pg_backend_pid()), '') AS tls,
            (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int)::text
                AS max_connections,
            (SELECT sum(numbackends) FROM pg_stat_database)::text AS used_connections,
            to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS server_time,
            current_setting('statement_timeout') AS statement_timeout,
            current_setting('lock_timeout') AS lock_timeout,
            (users IS NOT NULL AND user_settings IS NOT NULL AND ledger IS NOT NULL AND audit IS NOT NULL)::text
                AS schema_there,
            coalesce(has_table_privilege(users, 'SELECT') AND has_table_privilege(users, 'INSERT')
                AND has_table_privilege(users, 'UPDATE') AND has_table_privilege(ledger, 'SELECT')
                AND has_table_privilege(ledger, 'INSERT') AND has_table_privilege(ledger, 'DELETE')
                AND has_table_privilege(audit, 'INSERT'), false)::text
                AS suffices,
            (rolsuper OR coalesce(has_table_privilege(users, 'DELETE, TRUNCATE')
                OR has_table_privilege(audit, 'UPDATE, DELETE, TRUNCATE'), false))::text AS exceeds
            FROM (SELECT to_regclass('users')::oid AS users,
                (SELECT oid FROM pg_class WHERE oid = to_regclass('user_settings') AND relkind = 'v') AS user_settings,
                to_regclass('write_ledger')::oid AS ledger, to_regclass('audit_trail')::oid AS audit) tables
            JOIN pg_roles ON rolname = current_user
            """;

    /** From one row of texts by column name; truth is {@code true}, a moment ISO 8601, an absent protocol empty. */
    public static Inspection of(UnaryOperator<String> column) {
        return new Inspection(
                column.apply("version"),
                Boolean.parseBoolean(column.apply("read_only")),
                Optional.of(column.apply("tls")).filter(version -> !version.isEmpty()),
                Integer.parseInt(column.apply("max_connections")),
                Integer.parseInt(column.apply("used_connections")),
                Instant.parse(column.apply("server_time")),
                column.apply("statement_timeout"),
                column.apply("lock_timeout"),
                Boolean.parseBoolean(column.apply("schema_there")),
                Boolean.parseBoolean(column.apply("suffices")),
                Boolean.parseBoolean(column.apply("exceeds")));
    }
}
