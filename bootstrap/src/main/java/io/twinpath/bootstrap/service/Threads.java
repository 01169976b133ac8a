package io.twinpath.bootstrap.service;

import io.twinpath.bootstrap.http.Bounds;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The one place where threads come from; virtual ones for blocking work where the runtime has them (21 and newer). */
public final class Threads {
    private Threads() {}

    /** So many tasks run and so many wait; more are rejected. For tasks that block: virtual threads where there are any. */
    static ThreadPoolExecutor blocking(String name, int running, int waiting) {
        return bounded(running, waiting, virtualOrDaemon(name));
    }

    /** So many tasks run and so many wait; more are rejected. For tasks that compute. */
    public static ThreadPoolExecutor computing(String name, int running, int waiting) {
        return bounded(running, waiting, daemon(name));
    }

    /** For requests that were let in, and none is rejected: a place is free a moment before its thread is. */
    static ThreadPoolExecutor workers(String name, Bounds bounds) {
        return computing(name, bounds.running(), bounds.running() + bounds.maxWaiting());
    }

    static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(daemon(name));
    }

    private static ThreadPoolExecutor bounded(int running, int waiting, ThreadFactory factory) {
        return new ThreadPoolExecutor(
                running, running, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(Math.max(1, waiting)), factory);
    }

    private static ThreadFactory daemon(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** By reflection, for the class files are of release 17. */
    private static ThreadFactory virtualOrDaemon(String name) {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
            Object named = builder.getMethod("name", String.class, long.class).invoke(virtual, name + "-", 1L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException e) {
            return daemon(name);
        }
    }
}
