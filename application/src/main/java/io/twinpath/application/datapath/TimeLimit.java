package io.twinpath.application.datapath;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The timer of all waits: ends those for a stage. */
public final class TimeLimit {
    /** Shorter than the limits of most calls; one that is not wakes the timer, and is as exact. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private TimeLimit() {}

    /** Fails with {@link TimeoutException} past the limit, and then cancels the stage so that its work is given up. */
    public static <T> CompletableFuture<T> of(CompletionStage<T> stage, Duration limit) {
        CompletableFuture<T> work = stage.toCompletableFuture();
        if (work.isDone()) {
            return work;
        }
        CompletableFuture<T> limited = work.copy();
        Future<?> end = TIMER.schedule(() -> expire(limited, work), limit.toNanos(), TimeUnit.NANOSECONDS);
        limited.whenComplete((value, failure) -> end.cancel(false));
        return limited;
    }

    /** Does something short, once, after so long. */
    public static void after(Duration time, Runnable task) {
        TIMER.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static <T> void expire(CompletableFuture<T> limited, CompletableFuture<T> work) {
        if (limited.completeExceptionally(new TimeoutException())) {
            work.cancel(true);
        }
    }

    /**
     * Not {@code CompletableFuture.orTimeout}: from JDK 25 on that wakes a thread for each call, which costs more than the
     * call's own work; this one sleeps till the first limit is due. So that a call which is alone is not the first, there is
     * always something due before it.
     */
    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "twinpath-time-limits");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.scheduleAtFixedRate(() -> {}, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return timer;
    }
}
