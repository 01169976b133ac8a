package io.twinpath.application.fallback;

import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.application.defect.DefectLog;
import io.twinpath.domain.StoreFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one path's troubles leave in the log: a line as it goes down and one as it is up again and stays so, a line at most
 * every ten seconds for failed calls with the count of those left out, and a stack trace once for each defect.
 */
final class PathLog {
    private static final Logger log = LoggerFactory.getLogger(Fallback.class);
    private static final Duration STAYS_UP = Duration.ofSeconds(2);
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final String name;
    private final LongSupplier nanoTime;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong nextLine;
    private final DefectLog defects = new DefectLog(log);
    private long downSince;
    private long changes;
    private boolean down;

    PathLog(String name, LongSupplier nanoTime) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.nextLine = new AtomicLong(nanoTime.getAsLong());
    }

    void failed(StoreFailure outage) {
        long count = failures.incrementAndGet();
        if (outage.reason() == StoreFailure.Reason.DEFECT && outage.getCause() != null) {
            defects.report("on the " + name + " path", outage.getCause());
        }
        long now = nanoTime.getAsLong();
        long due = nextLine.get();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + QUIET_NANOS)) {
            failures.addAndGet(-count);
            log.warn("The {} path failed: {} ({} failed calls since the last such line)", name, reason(outage), count);
        }
    }

    /** The breaker's trials in between, half-open and open again, are no news; nor is a path that is soon down again. */
    synchronized void stateChanged(boolean fromClosed, boolean toClosed) {
        changes++;
        if (fromClosed && !down) {
            down = true;
            downSince = nanoTime.getAsLong();
            log.warn("The {} path is down and is left alone but for trials", name);
        } else if (toClosed) {
            long latest = changes;
            Duration outage = Duration.ofNanos(nanoTime.getAsLong() - downSince);
            TimeLimit.after(STAYS_UP, () -> stayedUp(latest, outage));
        }
    }

    private synchronized void stayedUp(long latest, Duration outage) {
        if (changes == latest) {
            down = false;
            log.info("The {} path is up and in use again after {} s", name, outage.toSeconds());
        }
    }

    private static String reason(StoreFailure outage) {
        return outage.reason() + ", " + outage.getMessage();
    }
}
