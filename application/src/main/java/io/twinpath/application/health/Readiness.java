package io.twinpath.application.health;

import io.twinpath.application.datapath.DataPath;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the service can answer, from probes in the background: ready while either path reaches the database. Asking
 * costs nothing and touches no database.
 */
public final class Readiness implements AutoCloseable {
    private final Map<String, Prober> probers;
    private final ScheduledExecutorService scheduler;
    private final CompletableFuture<Void> everReady = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * Begins with nothing reached.
     *
     * @param limit how long a probe may take before it counts as failed
     * @param scheduler runs the probes; it is the caller's to end
     */
    public Readiness(List<DataPath> paths, Duration limit, ScheduledExecutorService scheduler, Clock clock) {
        this.probers = paths.stream()
                .map(path -> new Prober(path, limit, clock))
                .collect(Collectors.toMap(Prober::path, Function.identity()));
        this.scheduler = scheduler;
    }

    /** Probes every path now and then again each interval after the probe before it has ended, sooner where in doubt. */
    public void start(Duration interval) {
        probers.values().forEach(prober -> probe(prober, interval));
    }

    public boolean ready() {
        return !closed
                && probers.values().stream().anyMatch(prober -> prober.latest().up());
    }

    /** Of a path by its name. */
    public Connectivity of(String path) {
        Prober prober = probers.get(path);
        if (prober == null) {
            throw new IllegalArgumentException("no path " + path);
        }
        return prober.latest();
    }

    /** Whether the latest probe of the path by that name has reached the database, or none has ended yet. */
    public boolean reached(String path) {
        Connectivity latest = of(path);
        return latest.checked().isEmpty() || latest.latency().isPresent();
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

    private void probe(Prober prober, Duration interval) {
        prober.probe().thenAccept(inDoubt -> {
            if (prober.latest().up()) {
                everReady.complete(null);
            }
            if (!closed) {
                Duration pause = inDoubt ? interval.dividedBy(10) : interval;
                scheduler.schedule(() -> probe(prober, interval), pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }
}
