package io.twinpath.persistence.async;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.persistence.async.R2dbcSessions.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

final class R2dbcDataPath implements DataPath {
    private final R2dbcSessions sessions;
    private final R2dbcSessions probes;

    R2dbcDataPath(R2dbcSessions sessions, R2dbcSessions probes) {
        this.sessions = sessions;
        this.probes = probes;
    }

    @Override
    public PoolStatistics pool() {
        return sessions.statistics();
    }

    @Override
    public String name() {
        return "async";
    }

    @Override
    public CompletionStage<Duration> probe() {
        long begun = System.nanoTime();
        CompletableFuture<Duration> probe = probes.read(
                new Statement<>("SELECT $1::int", List.of(1), row -> row),
                Collectors.collectingAndThen(
                        Collectors.counting(), rows -> Duration.ofNanos(System.nanoTime() - begun)));
        probe.thenRun(sessions::tend);
        return probe; // itself: to cancel what follows it would leave its connection stuck
    }
}
