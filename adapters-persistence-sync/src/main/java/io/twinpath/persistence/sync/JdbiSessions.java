package io.twinpath.persistence.sync;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.twinpath.application.datapath.Bulkhead;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;

/** Borrows connections, on threads of its own, and gives them back: a session never leaves this class but into a callback. */
final class JdbiSessions implements AutoCloseable {
    private static final String ALIVE_BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";
    private static final Duration FILL_DELAY = Duration.ofSeconds(2);
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(5);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);
    /** HikariCP's least: so long its figures may know connections that are no more, with nobody to meet them. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private final SyncConfig config;
    private final Executor executor;
    private final Runnable onLoss;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final PatientSource source;
    private final Bulkhead bulkhead;
    private final PoolCounts counts = new PoolCounts();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong renewed = new AtomicLong(System.nanoTime() - RENEWAL_PAUSE.toNanos());

    /** @param onLoss what else there is to do as the pool is renewed for one that was lost; it must not block */
    JdbiSessions(SyncConfig config, Executor executor, Runnable onLoss) {
        this.config = config;
        this.executor = executor;
        this.onLoss = onLoss;
        this.source = new PatientSource(() -> source(config).getConnection(), FILL_DELAY);
        this.bulkhead = new Bulkhead(config.poolSize(), Integer.MAX_VALUE - config.poolSize(), config.acquireTimeout());
        this.pool = pool(config, source, counts);
        this.jdbi = Jdbi.create(pool);
    }

    /** Administration on a connection of its own, which blocks; fails with {@link StoreUnavailable}. */
    static void once(DatabaseAddress address, HandleConsumer<RuntimeException> work) {
        try {
            Jdbi.create(PostgresSource.of(address, "twinpath-administration")).useHandle(work);
        } catch (JdbiException e) {
            throw new StoreUnavailable(StoreFailure.Reason.OUTAGE, "cannot prepare " + address, e);
        }
    }

    /** For work that may be done twice: a connection found dead costs another try, no more than the pool has connections. */
    <T> CompletionStage<T> read(HandleCallback<T, RuntimeException> work) {
        return later(() -> onLiveConnection(work), JdbiFailures::ofRead);
    }

    /** For work that is tried once here. */
    <T> CompletionStage<T> write(HandleCallback<T, RuntimeException> work) {
        return later(() -> onConnection(work), JdbiFailures::ofWrite);
    }

    /** Calls that wait for a thread wait for a connection: there is one of either for each. */
    PoolStatistics statistics() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return new PoolStatistics(
                pool.getClass().getSimpleName(),
                config.poolSize(),
                config.poolSize(),
                counts.created(),
                now.getTotalConnections(),
                now.getActiveConnections(),
                now.getIdleConnections(),
                now.getThreadsAwaitingConnection() + queued.get(),
                counts.acquired(),
                counts.acquireTime(),
                counts.timeouts());
    }

    @Override
    public void close() {
        source.close(); // HikariCP waits for its connecting thread
        pool.close();
    }

    private <T> CompletionStage<T> later(Supplier<T> work, java.util.function.UnaryOperator<Throwable> translate) {
        Optional<StoreUnavailable> down = down();
        if (down.isPresent()) {
            return CompletableFuture.failedFuture(down.get());
        }
        if (!bulkhead.tryEnter()) {
            return CompletableFuture.failedFuture(overload());
        }
        if (bulkhead.inside() > 1) {
            source.hurry();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        queued.incrementAndGet();
        try {
            executor.execute(() -> {
                queued.decrementAndGet();
                if (answer.isDone()) {
                    bulkhead.leaveUnserved(); // the caller gave up while this waited for a thread
                    return;
                }
                long begun = System.nanoTime();
                Runnable tell;
                try {
                    throwIfDown();
                    T found = work.get();
                    tell = () -> answer.complete(found);
                } catch (Throwable failure) {
                    source.hurry();
                    Throwable translated = translate.apply(failure);
                    tell = () -> answer.completeExceptionally(translated);
                } finally {
                    bulkhead.leave(System.nanoTime() - begun);
                }
                tell.run(); // no longer with a place, for others may hang much on it
            });
        } catch (RejectedExecutionException full) {
            queued.decrementAndGet();
            bulkhead.leaveUnserved();
            answer.completeExceptionally(overload());
        }
        return answer;
    }

    /** As soon as it is known. */
    private void throwIfDown() {
        source.awaitAttempt(config.acquireTimeout());
        down().ifPresent(failure -> {
            throw failure;
        });
    }

    /** HikariCP would have callers wait for a connection that is known not to come. */
    private Optional<StoreUnavailable> down() {
        return source.failure()
                .filter(failure -> pool.getHikariPoolMXBean().getTotalConnections() == 0)
                .map(JdbiFailures::notConnected);
    }

    private static StoreUnavailable overload() {
        return new StoreUnavailable(StoreFailure.Reason.OVERLOAD, "too many callers on the sync path");
    }

    private <T> T onLiveConnection(HandleCallback<T, RuntimeException> work) {
        long begun = System.nanoTime();
        for (int dead = 0; ; dead++) {
            try {
                return onConnection(work);
            } catch (RuntimeException failure) {
                boolean late =
                        System.nanoTime() - begun > config.attemptTimeout().toNanos();
                if (late || dead >= config.poolSize() || !JdbiFailures.isConnectionLost(failure)) {
                    throw failure;
                }
                throwIfDown();
            }
        }
    }

    private <T> T onConnection(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (RuntimeException failure) {
            if (JdbiFailures.isConnectionLost(failure)) {
                renew();
            }
            throw failure;
        }
    }

    /**
     * What ended a connection mostly ended all, and HikariCP learns that of one at a time, from a caller: so none that is there
     * is lent again. Not often, for where they end again and again some of them are new and well.
     */
    private void renew() {
        source.hurry();
        long now = System.nanoTime();
        long latest = renewed.get();
        if (now - latest > RENEWAL_PAUSE.toNanos() && renewed.compareAndSet(latest, now)) {
            evict();
            onLoss.run();
        }
    }

    /** Closes what is idle, and what is in use as it comes back; does not block. */
    void evict() {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections.getIdleConnections() > 0) {
            source.expectAttempt();
        }
        connections.softEvictConnections();
    }

    private static PGSimpleDataSource source(SyncConfig config) {
        PGSimpleDataSource source = PostgresSource.of(
                config.address(),
                config.applicationName(),
                Map.of(
                        "statement_timeout",
                        Long.toString(config.statementTimeout().toMillis()),
                        "lock_timeout",
                        Long.toString(config.lockTimeout().toMillis())));
        source.setSocketTimeout((int) config.attemptTimeout().plusMillis(999).toSeconds());
        return source;
    }

    private static HikariDataSource pool(SyncConfig config, DataSource source, PoolCounts counts) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(config.applicationName());
        hikari.setDataSource(source);
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setInitializationFailTimeout(-1); // the service starts without its database
        hikari.setConnectionTimeout(config.acquireTimeout().toMillis());
        hikari.setValidationTimeout(config.acquireTimeout().toMillis());
        hikari.setMaxLifetime(MAX_LIFETIME.toMillis());
        hikari.setKeepaliveTime(KEEP_ALIVE.toMillis());
        hikari.setExceptionOverride(new EvictReadOnly());
        hikari.setMetricsTrackerFactory((name, figures) -> counts);
        return withoutValidation(hikari);
    }

    /**
     * HikariCP would ask the database whether a connection is alive before it lends one idle for half a second: a second
     * round trip. Only a system property says no, and only while a pool is made.
     */
    private static synchronized HikariDataSource withoutValidation(HikariConfig hikari) {
        String before = System.getProperty(ALIVE_BYPASS);
        System.setProperty(ALIVE_BYPASS, Long.toString(MAX_LIFETIME.toMillis() * 2));
        try {
            return new HikariDataSource(hikari);
        } finally {
            if (before == null) {
                System.clearProperty(ALIVE_BYPASS);
            } else {
                System.setProperty(ALIVE_BYPASS, before);
            }
        }
    }
}
