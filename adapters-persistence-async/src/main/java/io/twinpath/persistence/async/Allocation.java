package io.twinpath.persistence.async;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.pool.AllocationStrategy;

/**
 * Grants connections, of which those that were not made are given back: what reactor-pool brings for that is not public, and its
 * warm-up gives back but one of those that failed together.
 */
final class Allocation implements AllocationStrategy {
    private final int size;
    private final int max;
    private final AtomicInteger granted = new AtomicInteger();

    /**
     * Begins with none.
     *
     * @param size connections, granted as one is wanted, or by a warm-up
     * @param max connections, those beyond the size one by one
     */
    Allocation(int size, int max) {
        this.size = size;
        this.max = max;
    }

    @Override
    public int getPermits(int desired) {
        int before = granted.getAndUpdate(now -> now + permits(desired, now));
        return permits(desired, before);
    }

    private int permits(int desired, int now) {
        return Math.max(0, Math.min(Math.max(desired, size - now), max - now));
    }

    @Override
    public void returnPermits(int returned) {
        granted.addAndGet(-returned);
    }

    @Override
    public int estimatePermitCount() {
        return max - granted.get();
    }

    @Override
    public int permitGranted() {
        return granted.get();
    }

    @Override
    public int permitMinimum() {
        return size;
    }

    @Override
    public int permitMaximum() {
        return max;
    }

    @Override
    public int warmupParallelism() {
        return size;
    }
}
