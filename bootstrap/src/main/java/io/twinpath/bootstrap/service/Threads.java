package io.twinpath.bootstrap.service;

import io.twinpath.bootstrap.http.Bounds;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The one place where threads come from. */
public final class Threads {
    private Threads() {}

    /** So many tasks run and so many wait; more are rejected. For tasks that block. */
    static ExecutorService blocking(String name, int running, int waiting) {
        return new LatestFreeFirst(name, running, waiting);
    }

    /** So many tasks run and so many wait; more are rejected. For tasks that compute. */
    public static ThreadPoolExecutor computing(String name, int running, int waiting) {
        return new ThreadPoolExecutor(
                running, running, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(Math.max(1, waiting)), daemon(name));
    }

    /** For requests that were let in, and none is rejected: a place is free a moment before its thread is. */
    static ThreadPoolExecutor workers(String name, Bounds bounds) {
        return computing(name, bounds.running(), bounds.running() + bounds.maxWaiting());
    }

    static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(daemon(name));
    }

    private static ThreadFactory daemon(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
