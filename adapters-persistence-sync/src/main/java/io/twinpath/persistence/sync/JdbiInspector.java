package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.Inspection;
import io.twinpath.application.datapath.Inspector;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

final class JdbiInspector implements Inspector {
    private final JdbiSessions sessions;

    JdbiInspector(JdbiSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Inspection> inspect() {
        return sessions.read(handle -> {
            var row = handle.select(Inspection.QUERY).mapToMap(String.class).one();
            return Inspection.of(column -> Objects.requireNonNull(row.get(column), column));
        });
    }
}
