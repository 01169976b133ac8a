package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the sync path is given.
 *
 * @param addresses of now, asked before each connection: passwords are rotated
 * @param poolSize connections, all held open
 * @param acquireTimeout longest wait for a connection, at least 250 ms
 * @param attemptTimeout after this a call is not tried again on another connection, nor, rounded up to seconds, waited for
 * @param statementTimeout the server ends a statement after this
 * @param lockTimeout the server ends a wait for a lock after this
 * @param applicationName the path's name in {@code pg_stat_activity}
 */
public record SyncConfig(
        Supplier<DatabaseAddress> addresses,
        int poolSize,
        Duration acquireTimeout,
        Duration attemptTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        String applicationName) {
    public static SyncConfig of(DatabaseAddress address, int poolSize) {
        return new SyncConfig(
                () -> address,
                poolSize,
                Duration.ofMillis(250),
                Duration.ofMillis(800),
                Duration.ofMillis(500),
                Duration.ofMillis(300),
                "twinpath-sync");
    }

    /** Where the database is now. */
    public DatabaseAddress address() {
        return addresses.get();
    }

    /** The same way to the database, with one connection of its own for probes. */
    SyncConfig forProbes() {
        return new SyncConfig(
                addresses,
                1,
                acquireTimeout,
                attemptTimeout,
                statementTimeout,
                lockTimeout,
                applicationName + "-probe");
    }
}
