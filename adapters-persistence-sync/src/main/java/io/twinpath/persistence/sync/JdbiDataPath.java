package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DataPath;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

final class JdbiDataPath implements DataPath {
    private final JdbiSessions sessions;

    JdbiDataPath(JdbiSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public CompletionStage<Duration> probe() {
        long begun = System.nanoTime();
        return sessions.read(handle -> {
            handle.select("SELECT 1").mapTo(int.class).one();
            return Duration.ofNanos(System.nanoTime() - begun);
        });
    }
}
