package io.twinpath.persistence.async;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.persistence.async.R2dbcSessions.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

final class R2dbcDataPath implements DataPath {
    private final R2dbcSessions sessions;

    R2dbcDataPath(R2dbcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "async";
    }

    @Override
    public CompletionStage<Duration> probe() {
        long begun = System.nanoTime();
        return sessions.read(
                new Statement<>("SELECT $1::int", List.of(1), row -> row),
                Collectors.collectingAndThen(
                        Collectors.counting(), rows -> Duration.ofNanos(System.nanoTime() - begun)));
    }
}
