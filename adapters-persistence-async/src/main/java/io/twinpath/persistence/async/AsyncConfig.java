package io.twinpath.persistence.async;

import io.twinpath.application.datapath.DatabaseAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the async path is given.
 *
 * @param addresses of now, asked before each connection: passwords are rotated
 * @param poolSize connections, all held open
 * @param maxWaiting calls that may wait for a connection; more are refused at once
 * @param acquireTimeout longest wait for a connection
 * @param statementTimeout the server ends a statement after this
 * @param lockTimeout the server ends a wait for a lock after this
 * @param applicationName the path's name in {@code pg_stat_activity}
 */
public record AsyncConfig(
        Supplier<DatabaseAddress> addresses,
        int poolSize,
        int maxWaiting,
        Duration acquireTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        String applicationName) {
    public static AsyncConfig of(DatabaseAddress address, int poolSize) {
        return new AsyncConfig(
                () -> address,
                poolSize,
                1000,
                Duration.ofMillis(150),
                Duration.ofMillis(500),
                Duration.ofMillis(300),
                "twinpath-async");
    }

    /** Where the database is now. */
    public DatabaseAddress address() {
        return addresses.get();
    }

    /** The same of each of several pools that make up this one: so many, if each has two connections, for one of them may be slow. */
    List<AsyncConfig> shares(int most) {
        int count = Math.max(1, Math.min(most, poolSize / 2));
        return IntStream.range(0, count)
                .mapToObj(share -> new AsyncConfig(
                        addresses,
                        (poolSize + share) / count,
                        Math.max(1, (maxWaiting + share) / count),
                        acquireTimeout,
                        statementTimeout,
                        lockTimeout,
                        applicationName))
                .toList();
    }

    /** The same way to the database, with one connection of its own for probes. */
    AsyncConfig forProbes() {
        return new AsyncConfig(
                addresses, 1, 1, acquireTimeout, statementTimeout, lockTimeout, applicationName + "-probe");
    }
}
