package io.twinpath.application.health;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.TimeLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes one path and keeps the verdict; each change of it is one line in the log. */
final class Prober {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    private final DataPath path;
    private final Duration limit;
    private final Clock clock;
    private volatile Connectivity latest = new Connectivity(false, Optional.empty(), Optional.empty());
    private boolean before;

    Prober(DataPath path, Duration limit, Clock clock) {
        this.path = path;
        this.limit = limit;
        this.clock = clock;
    }

    String path() {
        return path.name();
    }

    Connectivity latest() {
        return latest;
    }

    /** Completes as the probe has ended; with whether the next one would change the verdict. */
    CompletionStage<Boolean> probe() {
        return TimeLimit.of(begin(), limit).handle((took, failure) -> record(Optional.ofNullable(took)));
    }

    /** A defect in a probe must not end the probing. */
    private CompletionStage<Duration> begin() {
        try {
            return path.probe();
        } catch (RuntimeException defect) {
            return CompletableFuture.failedStage(defect);
        }
    }

    /** One probe at a time, so there is no race. */
    private boolean record(Optional<Duration> took) {
        Connectivity last = latest;
        boolean reached = took.isPresent();
        boolean first = last.checked().isEmpty();
        boolean up = (first || reached == before) ? reached : last.up();
        before = reached;
        Instant now = clock.instant();
        latest = new Connectivity(up, Optional.of(now), took);
        if (up && !last.up() && !first) {
            log.info("The {} path reaches the database again", path.name());
        } else if (!up && (last.up() || first)) {
            log.warn("The {} path does not reach the database", path.name());
        }
        return reached != up;
    }
}
