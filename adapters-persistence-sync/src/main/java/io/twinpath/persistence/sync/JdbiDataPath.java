package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.PoolStatistics;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

final class JdbiDataPath implements DataPath {
    private final JdbiSessions sessions;
    private final JdbiSessions probes;

    JdbiDataPath(JdbiSessions sessions, JdbiSessions probes) {
        this.sessions = sessions;
        this.probes = probes;
    }

    @Override
    public PoolStatistics pool() {
        return sessions.statistics();
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public CompletionStage<Duration> probe() {
        long begun = System.nanoTime();
        return probes.read(handle -> {
            handle.select("SELECT 1").mapTo(int.class).one();
            return Duration.ofNanos(System.nanoTime() - begun);
        });
    }
}
