package io.twinpath.application.datapath;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Lets work in while there would be a place for it in time, and refuses the rest at once rather than late. How long a wait
 * would be is known from how many are ahead and how long each has lately held its place, or since when nobody has left.
 */
public final class Bulkhead {
    /** A weight of 1/16 for the latest. */
    private static final int SMOOTHING = 4;

    private final int places;
    private final IntSupplier present;
    private final int maxWaiting;
    private final long maxWaitNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong heldNanos = new AtomicLong();
    private volatile long movedAt;

    /**
     * Begins empty, and takes it that places are held for no time.
     *
     * @param places held at a time: connections, threads
     * @param maxWaiting for a place
     * @param maxWait that is expected of whoever is let in
     */
    public Bulkhead(int places, int maxWaiting, Duration maxWait) {
        this(places, () -> places, maxWaiting, maxWait);
    }

    /** @param present places that are there now, held or free: a lost connection is none until it is made anew */
    public Bulkhead(int places, IntSupplier present, int maxWaiting, Duration maxWait) {
        this(places, present, maxWaiting, maxWait, System::nanoTime);
    }

    Bulkhead(int places, IntSupplier present, int maxWaiting, Duration maxWait, LongSupplier nanoTime) {
        this.places = places;
        this.present = present;
        this.maxWaiting = maxWaiting;
        this.maxWaitNanos = maxWait.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether to come in, as the first always may; then {@link #leave} follows once, or {@link #leaveUnserved}. */
    public boolean tryEnter() {
        int now = inside.incrementAndGet();
        int waiting = now - present.getAsInt();
        if (waiting <= 0 || now == 1) {
            movedAt = nanoTime.getAsLong(); // who waits from here on waits since now
            return true;
        }
        if (waiting <= maxWaiting && isWorthWaiting(waiting)) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    /** Places that are held for longer than a wait may last could all be left too late: they need not be left evenly. */
    private boolean isWorthWaiting(int waiting) {
        return heldNanos.get() <= maxWaitNanos && waitNanos(waiting) <= maxWaitNanos;
    }

    private long waitNanos(int waiting) {
        long expected = waiting * heldNanos.get() / places;
        return Math.max(expected + expected / 2, nanoTime.getAsLong() - movedAt);
    }

    /**
     * After having had a place.
     *
     * @param nanos for which it was held, the wait for it not counted
     */
    public void leave(long nanos) {
        heldNanos.accumulateAndGet(nanos, (mean, latest) -> mean + ((latest - mean) >> SMOOTHING));
        leaveUnserved();
    }

    /** Without having had a place. */
    public void leaveUnserved() {
        movedAt = nanoTime.getAsLong();
        inside.decrementAndGet();
    }

    /** Places that are there and that nobody is in for; less than none while some wait. */
    public int free() {
        return present.getAsInt() - inside.get();
    }

    /** How many are in, waiting or with a place. */
    public int inside() {
        return inside.get();
    }
}
