package io.twinpath.application.coalesce;

import io.twinpath.application.defect.DefectLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.slf4j.LoggerFactory;

/** One port several times, each with the questions of some threads: no thread waits for what another lane has asked for. */
final class Lanes<P, K, V> {
    private final List<P> ports;
    private final List<Coalescer<K, V>> coalescers;
    private final Turns turns;

    /**
     * One for each port.
     *
     * @param config of all together
     */
    Lanes(
            List<P> ports,
            BiFunction<P, K, CompletionStage<Optional<V>>> one,
            BiFunction<P, Set<K>, CompletionStage<Map<K, V>>> many,
            CoalesceConfig config,
            CoalesceObserver observer,
            Turns turns) {
        CoalesceConfig share = config.sharedBy(ports.size());
        DefectLog defects = new DefectLog(LoggerFactory.getLogger(Coalescer.class));
        this.ports = List.copyOf(ports);
        this.turns = turns;
        this.coalescers = ports.stream()
                .map(port -> new Coalescer<K, V>(
                        key -> one.apply(port, key),
                        keys -> many.apply(port, keys),
                        share,
                        observer,
                        turns::atEnd,
                        defects))
                .toList();
    }

    /** Of the current thread, for what is not gathered. */
    P port() {
        return ports.get(turns.lane(ports.size()));
    }

    /** Of the current thread. */
    Coalescer<K, V> coalescer() {
        return coalescers.get(turns.lane(ports.size()));
    }
}
