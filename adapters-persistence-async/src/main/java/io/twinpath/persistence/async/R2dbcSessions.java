package io.twinpath.persistence.async;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Readable;
import io.twinpath.application.datapath.PoolStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs statements on connections of pools, one for each event loop: a session never leaves this class but into a callback. */
final class R2dbcSessions implements AutoCloseable {
    private static final int SPARE_FOR_PROBES = 3;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final List<R2dbcPool> pools;
    private final Predicate<R2dbcPool> own;

    /** By the connections of the thread that asks. */
    R2dbcSessions(AsyncConfig config, R2dbcThreads threads) {
        this(config, threads, 0);
    }

    private R2dbcSessions(AsyncConfig config, R2dbcThreads threads, int spare) {
        this(pools(config, threads, spare), R2dbcPool::isOnThisThread);
    }

    private R2dbcSessions(List<R2dbcPool> pools, Predicate<R2dbcPool> own) {
        this.pools = pools;
        this.own = own;
    }

    private static List<R2dbcPool> pools(AsyncConfig config, R2dbcThreads threads, int spare) {
        List<AsyncConfig> shares = config.shares(threads.places().size());
        return IntStream.range(0, shares.size())
                .mapToObj(i -> new R2dbcPool(shares.get(i), threads.places().get(i), threads.timer(), spare))
                .toList();
    }

    /** The same for each share of the connections, by that one whichever thread asks. */
    Stream<R2dbcSessions> shares() {
        return pools.stream().map(pool -> new R2dbcSessions(pools, pool::equals));
    }

    /** With one connection, and another for who finds that one stuck in the making. */
    static R2dbcSessions forProbes(AsyncConfig config, R2dbcThreads threads) {
        return new R2dbcSessions(config.forProbes(), threads, SPARE_FOR_PROBES);
    }

    /**
     * One statement and how its rows are read.
     *
     * @param parameters in their order; a class stands for a null of that type
     */
    record Statement<R>(String sql, List<Object> parameters, Function<Readable, R> row) {
        private Flux<R> execute(PostgresqlConnection connection) {
            PostgresqlStatement statement = connection.createStatement(sql);
            for (int i = 0; i < parameters.size(); i++) {
                Object value = parameters.get(i);
                if (value instanceof Class<?> type) {
                    statement.bindNull(i, type);
                } else {
                    statement.bind(i, value);
                }
            }
            return statement.execute().flatMap(result -> result.map(row));
        }
    }

    /** Runs one statement and collects its rows. */
    <R, T> CompletableFuture<T> read(Statement<R> statement, Collector<R, ?, T> answer) {
        return pool().lend(connection ->
                statement.execute(connection).collect(answer).onErrorMap(R2dbcFailures::ofRead));
    }

    /** Runs a change that gives a row, or, where it gave none, a second statement which finds out why. */
    <R, W> CompletableFuture<Optional<R>> write(
            Statement<R> change, Statement<W> why, Function<W, Optional<R>> verdict) {
        return pool().lend(connection -> change.execute(connection)
                .singleOrEmpty() // and read to the end: an error can come after the row
                .onErrorComplete(R2dbcFailures::isRecordedAlready)
                .map(Optional::of)
                .switchIfEmpty(
                        Mono.defer(() -> why.execute(connection).singleOrEmpty().map(verdict)))
                .defaultIfEmpty(Optional.empty())
                .onErrorMap(R2dbcFailures::ofWrite));
    }

    /** One that is its own, where nobody needs to be woken; if all of that is in use or lost, the one with most to lend. */
    private R2dbcPool pool() {
        R2dbcPool most = pools.get(0);
        for (R2dbcPool each : pools) {
            int free = each.free();
            if (free > 0 && own.test(each)) {
                return each;
            }
            most = free > most.free() ? each : most;
        }
        return most;
    }

    /** Looks after the pools; for who has just reached the database by another. */
    void tend() {
        pools.forEach(R2dbcPool::tend);
    }

    PoolStatistics statistics() {
        return pools.stream()
                .map(R2dbcPool::statistics)
                .reduce(PoolStatistics::plus)
                .orElseThrow();
    }

    @Override
    public void close() {
        Flux.fromIterable(pools).flatMap(R2dbcPool::close).then().block(CLOSE_LIMIT);
    }
}
