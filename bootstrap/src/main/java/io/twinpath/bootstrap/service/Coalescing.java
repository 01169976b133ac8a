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
    private final Turns turns;
    private final boolean on;

    /** @param readers the threads on which most reads begin */
    Coalescing(Configuration configuration, Metrics metrics, List<ReadingThread> readers) {
        this.configuration = configuration;
        this.metrics = metrics;
        this.turns = new ReadersTurns(readers);
        this.on = configuration.isOn(Key.COALESCE);
    }

    /**
     * Of one path.
     *
     * @param each the port by which each read goes as it comes
     * @param lanes the port, for each of the readers that ask side by side
     */
    UserRepository users(String path, int connections, UserRepository each, List<UserRepository> lanes) {
        return on
                ? new CoalescingUserRepository(lanes, config(connections), metrics.profileBatches(path), turns)
                : each;
    }

    /**
     * Of one path.
     *
     * @param each the port by which each read goes as it comes
     * @param lanes the port, for each of the readers that ask side by side
     */
    SettingsQuery settings(String path, int connections, SettingsQuery each, List<SettingsQuery> lanes) {
        return on
                ? new CoalescingSettingsQuery(lanes, config(connections), metrics.settingsBatches(path), turns)
                : each;
    }

    private CoalesceConfig config(int connections) {
        return CoalesceConfig.DEFAULT.inFrontOf(
                connections,
                configuration.integer(Key.DATABASE_MAX_WAITING, 1, PathConfigs.MAX_WAITING),
                configuration.duration(Key.DATABASE_ACQUIRE_TIMEOUT));
    }

    private record ReadersTurns(List<ReadingThread> readers) implements Turns {
        @Override
        public void atEnd(Runnable task) {
            ReadingThread.atTurnEnd(task);
        }

        /** Other threads have the first. */
        @Override
        public int lane(int lanes) {
            return Math.max(0, readers.indexOf(ReadingThread.current())) % lanes;
        }
    }
}
