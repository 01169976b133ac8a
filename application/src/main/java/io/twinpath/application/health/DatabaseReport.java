package io.twinpath.application.health;

import io.twinpath.application.fallback.PathFailure;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Both paths at one moment.
 *
 * @param ready whether either path reaches the database
 * @param degradedSince since when not both paths have been in use
 */
public record DatabaseReport(boolean ready, Optional<Instant> degradedSince, List<PathHealth> paths) {
    /** How well the service can answer. */
    public enum Status {
        /** Both paths are in use. */
        OK,
        /** One path is not. */
        DEGRADED,
        /** No path reaches the database. */
        DOWN
    }

    public Status status() {
        if (!ready) {
            return Status.DOWN;
        }
        return degradedSince.isPresent() ? Status.DEGRADED : Status.OK;
    }

    /** The path of that name. */
    public PathHealth path(String name) {
        return paths.stream()
                .filter(each -> each.path().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The latest failure of either path. */
    public Optional<PathFailure> lastFailure() {
        return paths.stream().flatMap(path -> path.lastFailure().stream()).max(Comparator.comparing(PathFailure::at));
    }
}
