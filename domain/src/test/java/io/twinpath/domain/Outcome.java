package io.twinpath.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What became of a stage, for tests: waits at most ten seconds. */
public final class Outcome {
    private Outcome() {}

    public static <T> T of(CompletionStage<T> stage) {
        try {
            T value = stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(value).as("a stage never completes with null").isNotNull();
            return value;
        } catch (ExecutionException e) {
            throw new AssertionError("the stage failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the stage did not complete", e);
        }
    }

    /** The failure itself, free of {@code CompletionException}. */
    public static Throwable failureOf(CompletionStage<?> stage) {
        try {
            Object value = stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw new AssertionError("expected a failure, got " + value);
        } catch (ExecutionException e) {
            Throwable failure = e.getCause();
            while (failure instanceof CompletionException && failure.getCause() != null) {
                failure = failure.getCause();
            }
            return failure;
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the stage did not complete", e);
        }
    }
}
