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
