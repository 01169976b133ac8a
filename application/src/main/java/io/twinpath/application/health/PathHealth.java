package io.twinpath.application.health;

import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.fallback.PathFailure;
import java.util.Optional;

/**
 * One path at one moment.
 *
 * @param nearExhaustion whether its pool has been exhausted for some seconds
 */
public record PathHealth(
        String path,
        Connectivity connectivity,
        BreakerState breaker,
        PoolStatistics pool,
        boolean nearExhaustion,
        Optional<PathFailure> lastFailure) {
    /** A path that waits for trials is in use: the next call is one, though none may come to the second path. */
    boolean inUse() {
        return connectivity.up() && breaker != BreakerState.OPEN;
    }
}
