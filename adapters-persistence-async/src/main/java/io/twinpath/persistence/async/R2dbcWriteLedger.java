package io.twinpath.persistence.async;

import io.twinpath.domain.write.WriteLedger;
import io.twinpath.persistence.async.R2dbcSessions.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

final class R2dbcWriteLedger implements WriteLedger {
    private static final String FORGET =
            "DELETE FROM write_ledger WHERE (user_id, write_id) IN (SELECT user_id, write_id"
                    + " FROM write_ledger WHERE made_at < now() - make_interval(secs => $1) ORDER BY made_at LIMIT $2)"
                    + " RETURNING user_id";

    private static final String AGE = "SELECT extract(epoch FROM clock_timestamp() - min(made_at))::float8 AS seconds"
            + " FROM write_ledger WHERE $1";

    private final R2dbcSessions sessions;

    R2dbcWriteLedger(R2dbcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Integer> forget(Duration age, int limit) {
        return sessions.read(
                new Statement<>(FORGET, List.of((double) age.toSeconds(), limit), row -> row),
                Collectors.summingInt(row -> 1));
    }

    @Override
    public CompletionStage<Optional<Duration>> age() {
        return sessions.read(
                new Statement<>(
                        AGE,
                        List.of(true),
                        row -> Optional.ofNullable(row.get("seconds", Double.class))
                                .map(seconds -> Duration.ofMillis(Math.max(0, (long) (seconds * 1000))))),
                Collectors.collectingAndThen(Collectors.toList(), rows -> rows.get(0)));
    }
}
