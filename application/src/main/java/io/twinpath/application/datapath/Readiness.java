package io.twinpath.application.datapath;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the service can answer, from probes in the background: ready while either path reaches the database. Asking
 * costs nothing and touches no database. Each change of a path's state is one line in the log.
 */
public final class Readiness implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    private final List<DataPath> paths;
    private final Duration limit;
    private final ScheduledExecutorService scheduler;
    private final Map<String, Boolean> up = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> everReady = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * @param limit how long a probe may take before its path counts as down
     * @param scheduler runs the probes; it is the caller's to end
     */
    public Readiness(List<DataPath> paths, Duration limit, ScheduledExecutorService scheduler) {
        this.paths = List.copyOf(paths);
        this.limit = limit;
        this.scheduler = scheduler;
    }

    /** Probes every path now and then again each interval after the probe before it has ended. */
    public void start(Duration interval) {
        paths.forEach(path -> probe(path, interval));
    }

    public boolean ready() {
        return !closed && up.containsValue(true);
    }

    /** Completes as a path reaches the database for the first time. */
    public CompletionStage<Void> everReady() {
        return everReady.minimalCompletionStage();
    }

    /** Not ready from now on: the service is going away. */
    @Override
    public void close() {
        closed = true;
    }

    private void probe(DataPath path, Duration interval) {
        TimeLimit.of(begin(path), limit).whenComplete((took, failure) -> {
            record(path, failure == null);
            if (!closed) {
                scheduler.schedule(() -> probe(path, interval), interval.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    /** A defect in a probe must not end the probing. */
    private static CompletionStage<Duration> begin(DataPath path) {
        try {
            return path.probe();
        } catch (RuntimeException defect) {
            return CompletableFuture.failedStage(defect);
        }
    }

    private void record(DataPath path, boolean reached) {
        Boolean before = up.put(path.name(), reached);
        if (reached) {
            everReady.complete(null);
        }
        if (before == null ? !reached : before != reached) {
            if (reached) {
                log.info("The {} path reaches the database again", path.name());
            } else {
                log.warn("The {} path does not reach the database", path.name());
            }
        }
    }
}
