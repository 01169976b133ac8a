package io.twinpath.application.coalesce;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** In front of one port, a coalescer for each of the lanes in which threads ask. */
final class Lanes<K, V> {
    private final Turns turns;
    private final List<Coalescer<K, V>> coalescers;

    /** @param config of all together */
    Lanes(
            Function<K, CompletionStage<Optional<V>>> one,
            Function<Set<K>, CompletionStage<Map<K, V>>> many,
            CoalesceConfig config,
            CoalesceObserver observer,
            Turns turns) {
        CoalesceConfig share = config.sharedBy(turns.lanes());
        this.turns = turns;
        this.coalescers = Stream.generate(() -> new Coalescer<>(one, many, share, observer, turns::atEnd))
                .limit(turns.lanes())
                .toList();
    }

    /** Who cancels it leaves; its answer is told on the thread that brought it, which must not be kept. */
    CompletableFuture<Optional<V>> find(K key) {
        return coalescers.get(turns.lane()).find(key);
    }
}
