package io.twinpath.bootstrap.service;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many tasks run and so many wait; more are rejected. The thread that was free last has the next task: what it works with,
 * as far as the server's process behind its connection, is still in the caches.
 */
final class LatestFreeFirst extends AbstractExecutorService {
    private static final long KEEP_ALIVE_SECONDS = 60;

    private final Semaphore places;

    /** Its idle threads are a stack. A task that waits for something is no reason for another thread. */
    private final ForkJoinPool pool;

    LatestFreeFirst(String name, int running, int waiting) {
        AtomicInteger count = new AtomicInteger();
        this.places = new Semaphore(running + waiting);
        this.pool = new ForkJoinPool(
                running,
                owner -> {
                    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
                    thread.setName(name + "-" + count.incrementAndGet());
                    return thread;
                },
                null,
                true,
                running,
                running,
                0,
                null,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS);
    }

    @Override
    public void execute(Runnable task) {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("too many tasks wait");
        }
        try {
            pool.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException ended) {
            places.release();
            throw ended;
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }
}
