package io.twinpath.application.datapath;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One way to the database, as operators see it. */
public interface DataPath {
    /** {@code async} or {@code sync}: in logs, health and metrics. */
    String name();

    /**
     * Asks the database the least there is, through the path's own pool, and tells how long that took; fails with
     * {@link io.twinpath.domain.StoreUnavailable}. Returns at once; the caller limits the wait.
     */
    CompletionStage<Duration> probe();
}
