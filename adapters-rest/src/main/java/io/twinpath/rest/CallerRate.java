package io.twinpath.rest;

import io.twinpath.domain.user.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often each caller may ask: so often a second on average, and twice that at once (the generic cell rate algorithm, ITU-T
 * I.371). It remembers only whom it has lately seen, for who has paused is like a new one.
 */
public final class CallerRate {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long interval;
    private final long tolerance;
    private final LongSupplier nanoTime;

    /** When each caller's requests so far would have come one by one. */
    private final Map<UserId, AtomicLong> due = new ConcurrentHashMap<>();

    private final AtomicLong nextSweep;

    private CallerRate(long interval, LongSupplier nanoTime) {
        this.interval = interval;
        this.tolerance = 2 * SECOND - interval;
        this.nanoTime = nanoTime;
        this.nextSweep = new AtomicLong(nanoTime.getAsLong() + SECOND);
    }

    /** So many on average; at least one. */
    public static CallerRate perSecond(int requests) {
        return perSecond(requests, System::nanoTime);
    }

    static CallerRate perSecond(int requests, LongSupplier nanoTime) {
        return new CallerRate(SECOND / requests, nanoTime);
    }

    /** As often as they like. */
    public static CallerRate unlimited() {
        return new CallerRate(0, System::nanoTime);
    }

    /** Whether the caller may ask now, which then counts as asked. */
    boolean allows(UserId caller) {
        if (interval == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        sweep(now);
        AtomicLong mine = due.computeIfAbsent(caller, unseen -> new AtomicLong(now));
        while (true) {
            long before = mine.get();
            long from = before - now < 0 ? now : before;
            if (from - now > tolerance) {
                return false;
            }
            if (mine.compareAndSet(before, from + interval)) {
                return true;
            }
        }
    }

    /** How many it remembers. */
    int size() {
        return due.size();
    }

    private void sweep(long now) {
        long next = nextSweep.get();
        if (now - next >= 0 && nextSweep.compareAndSet(next, now + SECOND)) {
            due.values().removeIf(each -> each.get() - now < 0);
        }
    }
}
