package io.twinpath.persistence.sync;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connects for HikariCP's one connecting thread, and tries again each second until it succeeds, where HikariCP would wait
 * ever longer: a database that is back is soon found, and one that is away is not stormed. At first it rests after one
 * connection, for a service that starts has more urgent things to do than a dozen log-ins.
 */
final class PatientSource implements DataSource, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int CLOSE_SECONDS = 5;
    private static final Duration JITTER = Duration.ofMillis(100);

    private final Callable<Connection> driver;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch hurried = new CountDownLatch(1);
    private final long fillFrom;
    private volatile CountDownLatch attempted = new CountDownLatch(1);
    private volatile @Nullable SQLException failure;

    /** @param fillDelay from now on, in which it makes a second connection only if told to {@link #hurry} */
    PatientSource(Callable<Connection> driver, Duration fillDelay) {
        this.driver = driver;
        this.fillFrom = System.nanoTime() + fillDelay.toNanos();
    }

    /** Why the latest attempt failed; empty while none has, and after one that has not. */
    Optional<SQLException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns as the outcome of the very first attempt is known, or of one that is expected, or after so long. */
    void awaitAttempt(Duration limit) {
        await(attempted, limit);
    }

    /** There will soon be another, before whose outcome nobody knows whether there will be connections. */
    void expectAttempt() {
        attempted = new CountDownLatch(1);
    }

    /** Rests no more: one connection is not enough, or it is lost. */
    void hurry() {
        hurried.countDown();
    }

    /** Tries no more. */
    @Override
    public void close() {
        closed.countDown();
        hurry();
    }

    /** Returns as there is a connection; fails only when this is closed, or its thread interrupted. */
    @Override
    public Connection getConnection() throws SQLException {
        if (attempted.getCount() == 0) {
            rest();
        }
        while (true) {
            long begun = System.nanoTime();
            try {
                Connection connection = driver.call();
                failure = null;
                attempted.countDown();
                return connection;
            } catch (Exception e) {
                SQLException latest = e instanceof SQLException sql ? sql : new SQLException(e);
                failure = latest;
                attempted.countDown();
                pause(begun, latest);
            }
        }
    }

    private void rest() throws SQLException {
        await(hurried, Duration.ofNanos(fillFrom - System.nanoTime()));
        if (isOver()) {
            throw new SQLException("the pool was closed");
        }
    }

    /** Attempts begin a second apart; one that took longer than that is followed at once. */
    private void pause(long begun, SQLException failure) throws SQLException {
        Duration spent = Duration.ofNanos(System.nanoTime() - begun);
        await(closed, PAUSE.minus(spent).plusMillis(ThreadLocalRandom.current().nextLong(JITTER.toMillis())));
        if (isOver()) {
            throw failure;
        }
    }

    private boolean isOver() {
        return closed.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Or for so long, or until the thread is interrupted, which it stays. */
    private static void await(CountDownLatch latch, Duration limit) {
        try {
            latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the address has them");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    /** HikariCP's own is too short for a slow network; the driver has the address's. */
    @Override
    public void setLoginTimeout(int seconds) {}

    /** For so long HikariCP waits for its connecting thread as it is closed; else a connection could be left over. */
    @Override
    public int getLoginTimeout() {
        return CLOSE_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("there is none");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
