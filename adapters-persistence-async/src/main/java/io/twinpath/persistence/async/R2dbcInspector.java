package io.twinpath.persistence.async;

import static io.twinpath.persistence.async.UserRows.value;

import io.twinpath.application.datapath.Inspection;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.persistence.async.R2dbcSessions.Statement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

final class R2dbcInspector implements Inspector {
    private final R2dbcSessions sessions;

    R2dbcInspector(R2dbcSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Inspection> inspect() {
        return sessions.read(
                new Statement<>(
                        Inspection.QUERY + " WHERE $1",
                        List.of(true),
                        row -> Inspection.of(column -> value(row, column, String.class))),
                Collectors.collectingAndThen(Collectors.toList(), rows -> rows.get(0)));
    }
}
