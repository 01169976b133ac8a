package io.twinpath.persistence.async;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.ValidationDepth;
import io.twinpath.application.datapath.PoolStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;
import reactor.pool.PooledRefMetadata;

/** Borrows connections and gives them back: a session never leaves this class but into a callback. */
final class R2dbcSessions implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(5);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);

    private final AsyncConfig config;
    private final R2dbcThreads threads;
    private final InstrumentedPool<PostgresqlConnection> pool;
    private final LongAdder created = new LongAdder();
    private final LongAdder acquired = new LongAdder();
    private final LongAdder acquireNanos = new LongAdder();
    private final LongAdder timeouts = new LongAdder();

    R2dbcSessions(AsyncConfig config, R2dbcThreads threads) {
        this.config = config;
        this.threads = threads;
        this.pool = pool(config);
        // Whoever borrows first fills the pool, here and after an outage; warmup() would hold its connections back till
        // the end
        pool.acquire().flatMap(PooledRef::release).subscribe(released -> {}, failure -> {});
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
        return onConnection(connection -> statement.execute(connection).collect(answer), R2dbcFailures::ofRead);
    }

    /** Runs a change that gives a row, or, where it gave none, a second statement which finds out why. */
    <R, W> CompletableFuture<Optional<R>> write(
            Statement<R> change, Statement<W> why, Function<W, Optional<R>> verdict) {
        return onConnection(
                connection -> change.execute(connection)
                        .singleOrEmpty() // and read to the end: an error can come after the row
                        .onErrorComplete(R2dbcFailures::isRecordedAlready)
                        .map(Optional::of)
                        .switchIfEmpty(Mono.defer(
                                () -> why.execute(connection).singleOrEmpty().map(verdict)))
                        .defaultIfEmpty(Optional.empty()),
                R2dbcFailures::ofWrite);
    }

    /**
     * A call that is given up is cancelled: its connection, in the middle of an answer, is closed rather than lent again.
     */
    @SuppressWarnings("NullAway") // an empty Mono would complete with null, and no work here ends empty
    private <T> CompletableFuture<T> onConnection(
            Function<PostgresqlConnection, Mono<T>> work, UnaryOperator<Throwable> translate) {
        return Mono.usingWhen(
                        acquire(),
                        session -> work.apply(session.poolable()).onErrorMap(translate),
                        PooledRef::release,
                        (session, failure) -> session.release(),
                        PooledRef::invalidate)
                .toFuture();
    }

    PoolStatistics statistics() {
        InstrumentedPool.PoolMetrics now = pool.metrics();
        return new PoolStatistics(
                pool.getClass().getSimpleName(),
                config.poolSize(),
                config.poolSize(),
                created.sum(),
                now.allocatedSize(),
                now.acquiredSize(),
                now.idleSize(),
                now.pendingAcquireSize(),
                acquired.sum(),
                Duration.ofNanos(acquireNanos.sum()),
                timeouts.sum());
    }

    @Override
    public void close() {
        pool.disposeLater().block(CLOSE_LIMIT.multipliedBy(2));
    }

    private Mono<PooledRef<PostgresqlConnection>> acquire() {
        long begun = System.nanoTime();
        return pool.acquire(config.acquireTimeout())
                .doOnNext(session -> {
                    acquired.increment();
                    acquireNanos.add(System.nanoTime() - begun);
                })
                .onErrorMap(failure -> {
                    if (failure instanceof PoolAcquireTimeoutException) {
                        timeouts.increment();
                    }
                    return R2dbcFailures.ofRead(failure);
                });
    }

    private InstrumentedPool<PostgresqlConnection> pool(AsyncConfig config) {
        return PoolBuilder.from(
                        Mono.defer(this::connect).timeout(config.address().connectionTimeout()))
                .sizeBetween(config.poolSize(), config.poolSize(), config.poolSize())
                .maxPendingAcquire(config.maxWaiting())
                .pendingAcquireTimer((task, limit) ->
                        threads.timer().newTimeout(due -> task.run(), limit.toNanos(), TimeUnit.NANOSECONDS)::cancel)
                .evictionPredicate((connection, use) -> isClosed(connection) || isOld(use))
                .evictInBackground(EVICTION_INTERVAL)
                .destroyHandler(
                        connection -> connection.close().timeout(CLOSE_LIMIT).onErrorComplete())
                .buildPool();
    }

    /** The driver is told anew each time, for names and certificates change, and on a thread that may wait for them. */
    private Mono<PostgresqlConnection> connect() {
        return Mono.fromCallable(() -> new PostgresqlConnectionFactory(R2dbcSource.of(config, threads.loops())))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(PostgresqlConnectionFactory::create)
                .doOnNext(connection -> created.increment());
    }

    /** Only what this side knows of the connection: asking the server would be a second round trip. */
    private static boolean isClosed(PostgresqlConnection connection) {
        return !connection.validate(ValidationDepth.LOCAL).toFuture().getNow(false);
    }

    /** Lifetimes differ, so that connections made together do not go together. */
    private static boolean isOld(PooledRefMetadata use) {
        return use.lifeTime()
                > MAX_LIFETIME.toMillis() - ThreadLocalRandom.current().nextLong(1000);
    }
}
