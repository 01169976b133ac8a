package io.twinpath.persistence.sync;

import io.twinpath.domain.write.WriteLedger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class JdbiWriteLedger implements WriteLedger {
    private static final String FORGET =
            "DELETE FROM write_ledger WHERE (user_id, write_id) IN (SELECT user_id, write_id"
                    + " FROM write_ledger WHERE made_at < now() - make_interval(secs => ?) ORDER BY made_at LIMIT ?)";

    private static final String AGE =
            "SELECT extract(epoch FROM clock_timestamp() - min(made_at))::float8 AS seconds FROM write_ledger";

    private final JdbiSessions sessions;

    JdbiWriteLedger(JdbiSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Integer> forget(Duration age, int limit) {
        return sessions.read(handle -> handle.execute(FORGET, (double) age.toSeconds(), limit));
    }

    @Override
    public CompletionStage<Optional<Duration>> age() {
        return sessions.read(handle -> handle.select(AGE)
                .mapTo(Double.class)
                .findOne()
                .map(seconds -> Duration.ofMillis(Math.max(0, (long) (seconds * 1000)))));
    }
}
