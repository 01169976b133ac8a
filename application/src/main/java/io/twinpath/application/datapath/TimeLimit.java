package io.twinpath.application.datapath;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the wait for a stage. */
public final class TimeLimit {
    private TimeLimit() {}

    /** Fails with {@link TimeoutException} past the limit, and then cancels the stage so that its work is given up. */
    public static <T> CompletableFuture<T> of(CompletionStage<T> stage, Duration limit) {
        CompletableFuture<T> work = stage.toCompletableFuture();
        if (work.isDone()) {
            return work;
        }
        CompletableFuture<T> limited = work.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        limited.whenComplete((value, failure) -> {
            if (failure instanceof TimeoutException) {
                work.cancel(true);
            }
        });
        return limited;
    }
}
