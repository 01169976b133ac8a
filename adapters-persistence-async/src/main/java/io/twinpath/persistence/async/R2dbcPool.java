package io.twinpath.persistence.async;

import io.netty.util.Timer;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ValidationDepth;
import io.twinpath.application.datapath.Bulkhead;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.persistence.async.R2dbcThreads.Place;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;
import reactor.pool.PooledRefMetadata;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Lends connections to work that is over in time, and mends itself when it can lend none. */
final class R2dbcPool {
    private static final Logger log = LoggerFactory.getLogger(R2dbcPool.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    /** So long the figures may know connections that are no more, with nobody to meet them. */
    private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(1);

    private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);
    private static final Duration MAX_IDLE = Duration.ofMinutes(2);
    private static final int VAIN_TENDINGS = 2;
    private static final long NEVER = 0;

    private final AsyncConfig config;
    private final Place place;
    private final Timer timer;
    private final int spare;

    /** Found once: the address may be in a file, for which a pool in place of another must not wait. */
    private final Duration connectionTimeout;

    private final LongAdder created = new LongAdder();
    private final LongAdder acquired = new LongAdder();
    private final LongAdder acquireNanos = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile Lender lender;
    private long servedBefore;
    private long unservedBefore;
    private int vain;

    private record Session(PostgresqlConnection connection, OneChannel channel) {
        /** Says good-bye, and hangs up if that takes too long. */
        Mono<Void> close() {
            return connection.close().timeout(CLOSE_LIMIT).onErrorComplete().doFinally(end -> channel.close());
        }
    }

    /** What is replaced as a whole: who waits for connections that are lost is not in the way of others. */
    private record Lender(InstrumentedPool<Session> pool, AtomicInteger lent, Bulkhead bulkhead) {
        void leave(long lentAt) {
            if (lentAt == NEVER) {
                bulkhead.leaveUnserved();
            } else {
                lent.decrementAndGet();
                bulkhead.leave(System.nanoTime() - lentAt);
            }
        }
    }

    /** @param spare connections beyond the size, while those of it cannot be made or do not answer */
    R2dbcPool(AsyncConfig config, Place place, Timer timer, int spare) {
        this.spare = spare;
        this.config = config;
        this.place = place;
        this.timer = timer;
        this.connectionTimeout = config.address().connectionTimeout();
        this.lender = newLender();
        // Whoever borrows first fills the pool, here and after an outage; warmup() would hold its connections back till
        // the end
        lender.pool().acquire().flatMap(PooledRef::release).subscribe(released -> {}, failure -> {});
    }

    /**
     * Work that is given up is cancelled: its connection, in the middle of an answer, is closed rather than lent again.
     */
    @SuppressWarnings("NullAway") // an empty Mono would complete with null, and no work here ends empty
    <T> CompletableFuture<T> lend(Function<PostgresqlConnection, Mono<T>> work) {
        Lender from = lender;
        if (!from.bulkhead().tryEnter()) {
            refused.increment();
            return CompletableFuture.failedFuture(
                    new StoreUnavailable(Reason.OVERLOAD, "too many callers on the async path"));
        }
        AtomicLong lentAt = new AtomicLong(NEVER);
        return Mono.usingWhen(
                        acquire(from, lentAt),
                        session -> work.apply(session.poolable().connection()),
                        PooledRef::release,
                        (session, failure) -> session.release(),
                        PooledRef::invalidate)
                .doFinally(end -> from.leave(lentAt.get()))
                .toFuture();
    }

    private Mono<PooledRef<Session>> acquire(Lender from, AtomicLong lentAt) {
        long begun = System.nanoTime();
        return from.pool()
                .acquire(config.acquireTimeout())
                .doOnNext(session -> {
                    long now = System.nanoTime();
                    lentAt.set(now);
                    from.lent().incrementAndGet();
                    acquired.increment();
                    acquireNanos.add(now - begun);
                })
                .onErrorMap(failure -> {
                    if (failure instanceof PoolAcquireTimeoutException) {
                        timeouts.increment();
                    }
                    return R2dbcFailures.ofConnecting(failure);
                });
    }

    boolean isOnThisThread() {
        return place.loop().inEventLoop();
    }

    /** How many more of the connections that are there would be lent at once; less than none while some wait. */
    int free() {
        return lender.bulkhead().free();
    }

    /** For who has just reached the database by another connection: makes connections where some are missing. */
    synchronized void tend() {
        if (isStuck()) {
            Lender old = lender;
            lender = newLender();
            log.warn("The async path's pool lent no connection although the database answers, and was replaced");
            old.pool().disposeLater().subscribe(closed -> {}, failure -> {});
        }
        InstrumentedPool<Session> pool = lender.pool();
        if (pool.metrics().allocatedSize() < config.poolSize()) {
            pool.warmup().contextWrite(Context.of(InstrumentedPool.class, pool)).subscribe(made -> {}, failure -> {});
        }
    }

    /** Callers wanted a connection, and none was lent, between this tending and those before. */
    private boolean isStuck() {
        long served = acquired.sum();
        long unserved = timeouts.sum() + refused.sum();
        vain = served == servedBefore && unserved > unservedBefore ? vain + 1 : 0;
        servedBefore = served;
        unservedBefore = unserved;
        return vain >= VAIN_TENDINGS;
    }

    PoolStatistics statistics() {
        InstrumentedPool<Session> pool = lender.pool();
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

    Mono<Void> close() {
        return lender.pool().disposeLater();
    }

    private Lender newLender() {
        InstrumentedPool<Session> pool = newPool();
        AtomicInteger lent = new AtomicInteger();
        return new Lender(
                pool,
                lent,
                new Bulkhead(
                        config.poolSize(),
                        () -> lent.get() + pool.metrics().idleSize(),
                        config.maxWaiting(),
                        config.acquireTimeout()));
    }

    private InstrumentedPool<Session> newPool() {
        return PoolBuilder.from(Mono.deferContextual(this::connect))
                .sizeBetween(config.poolSize(), config.poolSize() + spare, config.poolSize())
                .idleResourceReuseMruOrder() // its process is still in the server's caches; what is spare becomes stale
                .pendingAcquireTimer((task, limit) ->
                        timer.newTimeout(due -> task.run(), limit.toNanos(), TimeUnit.NANOSECONDS)::cancel)
                .evictionPredicate((session, use) -> isClosed(session.connection()) || isOld(use) || isStale(use))
                .evictInBackground(EVICTION_INTERVAL)
                .destroyHandler(Session::close)
                .buildPool();
    }

    /**
     * A warm-up gives all attempts up as one of them fails, and forgets that they were granted; and what it makes for a pool
     * that was closed meanwhile it loses. So it brings the pool that it is for, and none of its attempts fails.
     */
    private Mono<Session> connect(ContextView context) {
        Mono<Session> attempt = connect().timeout(connectionTimeout);
        return context.<InstrumentedPool<Session>>getOrEmpty(InstrumentedPool.class)
                .map(pool -> attempt.doOnNext(session -> place.loop().execute(() -> closeIfLost(session, pool)))
                        .onErrorResume(failure -> {
                            pool.config().allocationStrategy().returnPermits(1);
                            return Mono.empty();
                        }))
                .orElse(attempt);
    }

    /** After it was put into the pool, or was not. */
    private static void closeIfLost(Session session, InstrumentedPool<Session> pool) {
        if (pool.isDisposed()) {
            session.close().subscribe();
        }
    }

    /** The driver is told anew each time, for names and certificates change, and on a thread that may wait for them. */
    private Mono<Session> connect() {
        OneChannel channel = place.newChannel().get();
        return Mono.fromCallable(() -> new PostgresqlConnectionFactory(R2dbcSource.of(config, channel)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(PostgresqlConnectionFactory::create)
                .flatMap(connection -> channel.settle().thenReturn(connection))
                .doOnCancel(channel::close)
                .doOnError(failure -> channel.close())
                .doOnNext(connection -> created.increment())
                .map(connection -> new Session(connection, channel));
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

    /** A firewall may have forgotten it, and would swallow what is sent on it. */
    private static boolean isStale(PooledRefMetadata use) {
        return use.idleTime() > MAX_IDLE.toMillis();
    }
}
