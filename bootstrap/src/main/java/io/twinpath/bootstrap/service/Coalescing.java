package io.twinpath.bootstrap.service;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalescingSettingsQuery;
import io.twinpath.application.coalesce.CoalescingUserRepository;
import io.twinpath.application.coalesce.Turns;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.http.ReadingThread;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserRepository;
import java.util.List;

/** The reads of a path in batches, or as they come where that is configured. */
final class Coalescing {
    private final Configuration configuration;
    private final Metrics metrics;
    private final List<ReadingThread> readers;
    private final boolean on;

    /** @param readers the threads on which most reads begin */
    Coalescing(Configuration configuration, Metrics metrics, List<ReadingThread> readers) {
        this.readers = readers;
        this.configuration = configuration;
        this.metrics = metrics;
        this.on = configuration.isOn(Key.COALESCE);
    }

    /** @param lanes in which the readers ask side by side */
    UserRepository users(String path, int connections, int lanes, UserRepository each) {
        return on
                ? new CoalescingUserRepository(
                        each, config(connections), metrics.profileBatches(path), new ReadersTurns(readers, lanes))
                : each;
    }

    /** @param lanes in which the readers ask side by side */
    SettingsQuery settings(String path, int connections, int lanes, SettingsQuery each) {
        return on
                ? new CoalescingSettingsQuery(
                        each, config(connections), metrics.settingsBatches(path), new ReadersTurns(readers, lanes))
                : each;
    }

    private CoalesceConfig config(int connections) {
        return CoalesceConfig.DEFAULT.inFrontOf(
                connections,
                configuration.integer(Key.DATABASE_MAX_WAITING, 1, PathConfigs.MAX_WAITING),
                configuration.duration(Key.DATABASE_ACQUIRE_TIMEOUT));
    }

    private record ReadersTurns(List<ReadingThread> readers, int lanes) implements Turns {
        @Override
        public void atEnd(Runnable task) {
            ReadingThread.atTurnEnd(task);
        }

        /** Other threads have the first. */
        @Override
        public int lane() {
            return Math.max(0, readers.indexOf(ReadingThread.current())) % lanes;
        }
    }
}
