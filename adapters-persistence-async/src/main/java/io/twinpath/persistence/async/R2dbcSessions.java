package io.twinpath.persistence.async;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Readable;
import io.twinpath.application.datapath.PoolStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs statements on connections of pools, one for each event loop: a session never leaves this class but into a callback. */
final class R2dbcSessions implements AutoCloseable {
    private static final int SPARE_FOR_PROBES = 3;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final int OF_WHO_ASKS = -1;

    private final List<R2dbcPool> pools;
    private final int share;

    R2dbcSessions(AsyncConfig config, R2dbcThreads threads) {
        this(config, threads, 0);
    }

    private R2dbcSessions(AsyncConfig config, R2dbcThreads threads, int spare) {
        this(new ArrayList<>(), OF_WHO_ASKS);
        List<AsyncConfig> shares = config.shares(threads.loops().size());
        for (int i = 0; i < shares.size(); i++) {
            pools.add(new R2dbcPool(shares.get(i), threads.loops().get(i), threads.timer(), spare));
        }
    }

    private R2dbcSessions(List<R2dbcPool> pools, int share) {
        this.pools = pools;
        this.share = share;
    }

    /** The same, by one share of the connections whichever thread asks, while that has some left. */
    R2dbcSessions by(int chosen) {
        return new R2dbcSessions(pools, chosen);
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

    /** The chosen one, or that of the thread which asks, where nobody needs to be woken; if all of it is in use, the one with most to lend. */
    private R2dbcPool pool() {
        R2dbcPool most = pools.get(0);
        for (int i = 0; i < pools.size(); i++) {
            R2dbcPool each = pools.get(i);
            int free = each.free();
            if (free > 0 && (share == OF_WHO_ASKS ? each.isOnThisThread() : share == i)) {
                return each;
            }
            most = free > most.free() ? each : most;
        }
        return most;
    }

    int shares() {
        return pools.size();
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
