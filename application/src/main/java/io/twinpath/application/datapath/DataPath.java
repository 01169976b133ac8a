package io.twinpath.application.datapath;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One way to the database, as operators see it. */
public interface DataPath {
    /** {@code async} or {@code sync}: in logs, health and metrics. */
    String name();

    /** What its pool says of itself; touches no database. */
    PoolStatistics pool();

    /**
     * Asks the database the least there is and tells how long that took; fails with
     * {@link io.twinpath.domain.StoreUnavailable}. Returns at once; the caller limits the wait.
     */
    CompletionStage<Duration> probe();
}
