package io.twinpath.application.fallback;

import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.StoreUnavailable.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Asks the primary, and the secondary when the primary gives no answer; each stands behind a breaker of its own, which
 * all ports of a path share. An answer of the primary, a {@code DomainException} too, is never asked for twice.
 */
public final class Fallback {
    private final FallbackConfig config;
    private final GuardedPath primary;
    private final GuardedPath secondary;

    /** The names are what operators read in the log: {@code async} and {@code sync}. */
    public Fallback(String primaryName, String secondaryName, FallbackConfig config) {
        this.config = config;
        this.primary = guarded(primaryName, config);
        this.secondary = guarded(secondaryName, config);
    }

    private static GuardedPath guarded(String name, FallbackConfig config) {
        return new GuardedPath(name, config.breaker(), new PathLog(name, System::nanoTime));
    }

    /** A read: harmless to ask twice. When both fail the second failure surfaces with the first as suppressed. */
    <T> CompletionStage<T> read(Supplier<CompletionStage<T>> askPrimary, Supplier<CompletionStage<T>> askSecondary) {
        long begun = System.nanoTime();
        return primary.attempt(askPrimary, shorter(config.primaryLimit(), config.deadline()))
                .exceptionallyCompose(thrown -> fallBack(Failures.unwrap(thrown), askSecondary, begun));
    }

    private <T> CompletionStage<T> fallBack(Throwable first, Supplier<CompletionStage<T>> askSecondary, long begun) {
        if (Failures.isAnswer(first)) {
            return CompletableFuture.failedStage(first);
        }
        Duration left = config.deadline().minusNanos(System.nanoTime() - begun);
        CompletionStage<T> attempt = left.isNegative() || left.isZero()
                ? CompletableFuture.failedStage(new StoreUnavailable(Reason.TIMEOUT, "the deadline has passed"))
                : secondary.attempt(askSecondary, shorter(config.secondaryLimit(), left));
        return attempt.whenComplete((value, thrown) -> {
            if (thrown != null && Failures.unwrap(thrown) != first) {
                Failures.unwrap(thrown).addSuppressed(first);
            }
        });
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
