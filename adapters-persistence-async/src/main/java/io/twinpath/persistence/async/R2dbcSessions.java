package io.twinpath.persistence.async;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collector;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;
import reactor.pool.PooledRefMetadata;

/** Borrows connections and gives them back: a session never leaves this class but into a callback. */
final class R2dbcSessions implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(5);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);
    private static final Duration TIMER_TICK = Duration.ofMillis(10);

    /** One event loop: it hands many answers over at a time, where two would be woken for each. */
    private final LoopResources threads = LoopResources.create("twinpath-async", 1, true);

    /** Limits of waiters come and go with each call; on a wheel they cost next to nothing. */
    private final Timer timer = new HashedWheelTimer(
            new DefaultThreadFactory("twinpath-async-timer", true), TIMER_TICK.toMillis(), TimeUnit.MILLISECONDS);

    private final AsyncConfig config;
    private final InstrumentedPool<PostgresqlConnection> pool;

    R2dbcSessions(AsyncConfig config) {
        this.config = config;
        this.pool = pool(config);
        // Whoever borrows first fills the pool, here and after an outage; warmup() would hold its connections back till
        // the end
        pool.acquire().flatMap(PooledRef::release).subscribe(released -> {}, failure -> {});
    }

    /**
     * Runs one statement with one parameter and collects its rows. A call that is given up is cancelled: its connection,
     * in the middle of an answer, is closed rather than lent again.
     */
    @SuppressWarnings("NullAway") // an empty Mono would complete with null, and a collector always gives something
    <R, T> CompletableFuture<T> read(
            String sql, Object parameter, Function<Readable, R> row, Collector<R, ?, T> answer) {
        return Mono.usingWhen(
                        pool.acquire(config.acquireTimeout()),
                        session -> session.poolable()
                                .createStatement(sql)
                                .bind(0, parameter)
                                .execute()
                                .flatMap(result -> result.map(row))
                                .collect(answer),
                        PooledRef::release,
                        (session, failure) -> session.release(),
                        PooledRef::invalidate)
                .onErrorMap(R2dbcFailures::translate)
                .toFuture();
    }

    @Override
    public void close() {
        pool.disposeLater()
                .then(threads.disposeLater(Duration.ZERO, CLOSE_LIMIT))
                .block(CLOSE_LIMIT.multipliedBy(2));
        timer.stop();
    }

    private InstrumentedPool<PostgresqlConnection> pool(AsyncConfig config) {
        return PoolBuilder.from(
                        Mono.defer(this::connect).timeout(config.address().connectionTimeout()))
                .sizeBetween(config.poolSize(), config.poolSize(), config.poolSize())
                .maxPendingAcquire(config.maxWaiting())
                .pendingAcquireTimer((task, limit) ->
                        timer.newTimeout(due -> task.run(), limit.toNanos(), TimeUnit.NANOSECONDS)::cancel)
                .evictionPredicate((connection, use) -> isClosed(connection) || isOld(use))
                .evictInBackground(EVICTION_INTERVAL)
                .destroyHandler(
                        connection -> connection.close().timeout(CLOSE_LIMIT).onErrorComplete())
                .buildPool();
    }

    /** The driver is told anew each time, for names and certificates change, and on a thread that may wait for them. */
    private Mono<PostgresqlConnection> connect() {
        return Mono.fromCallable(() -> new PostgresqlConnectionFactory(R2dbcSource.of(config, threads)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(PostgresqlConnectionFactory::create);
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
