package io.twinpath.bootstrap.service;

import io.twinpath.bootstrap.config.Addresses;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.persistence.async.AsyncConfig;
import io.twinpath.persistence.sync.SyncConfig;

/** Both paths as configured. */
public final class PathConfigs {
    static final int MAX_WAITING = 100_000;
    private static final int MAX_POOL = 1000;

    private PathConfigs() {}

    public static AsyncConfig async(Configuration configuration) {
        return new AsyncConfig(
                Addresses.current(configuration, Addresses::async),
                configuration.integer(Key.DATABASE_ASYNC_POOL_SIZE, 1, MAX_POOL),
                configuration.integer(Key.DATABASE_MAX_WAITING, 1, MAX_WAITING),
                configuration.duration(Key.DATABASE_ACQUIRE_TIMEOUT),
                configuration.duration(Key.DATABASE_STATEMENT_TIMEOUT),
                configuration.duration(Key.DATABASE_LOCK_TIMEOUT),
                "twinpath-async");
    }

    public static SyncConfig sync(Configuration configuration) {
        SyncConfig defaults = SyncConfig.of(
                Addresses.sync(configuration), configuration.integer(Key.DATABASE_SYNC_POOL_SIZE, 1, MAX_POOL));
        return new SyncConfig(
                Addresses.current(configuration, Addresses::sync),
                defaults.poolSize(),
                defaults.acquireTimeout(),
                configuration.duration(Key.FALLBACK_SYNC_LIMIT),
                configuration.duration(Key.DATABASE_STATEMENT_TIMEOUT),
                configuration.duration(Key.DATABASE_LOCK_TIMEOUT),
                defaults.applicationName());
    }
}
