package io.twinpath.bootstrap.service;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalescingSettingsQuery;
import io.twinpath.application.coalesce.CoalescingUserRepository;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.http.ReadingThread;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserRepository;

/** The reads of a path in batches, or as they come where that is configured. */
final class Coalescing {
    private final Configuration configuration;
    private final Metrics metrics;
    private final boolean on;

    Coalescing(Configuration configuration, Metrics metrics) {
        this.configuration = configuration;
        this.metrics = metrics;
        this.on = configuration.isOn(Key.COALESCE);
    }

    UserRepository users(String path, int connections, UserRepository each) {
        return on
                ? new CoalescingUserRepository(
                        each, config(connections), metrics.profileBatches(path), ReadingThread::atTurnEnd)
                : each;
    }

    SettingsQuery settings(String path, int connections, SettingsQuery each) {
        return on
                ? new CoalescingSettingsQuery(
                        each, config(connections), metrics.settingsBatches(path), ReadingThread::atTurnEnd)
                : each;
    }

    private CoalesceConfig config(int connections) {
        return CoalesceConfig.DEFAULT.inFrontOf(
                connections,
                configuration.integer(Key.DATABASE_MAX_WAITING, 1, PathConfigs.MAX_WAITING),
                configuration.duration(Key.DATABASE_ACQUIRE_TIMEOUT));
    }
}
