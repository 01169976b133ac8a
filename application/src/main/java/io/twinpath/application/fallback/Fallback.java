package io.twinpath.application.fallback;

import io.twinpath.domain.OutcomeUnknown;
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
        long end = System.nanoTime() + config.deadline().toNanos();
        return primary.read(askPrimary, shorter(config.primaryLimit(), config.deadline()))
                .exceptionallyCompose(thrown -> {
                    Throwable first = Failures.unwrap(thrown);
                    return Failures.isAnswer(first)
                            ? CompletableFuture.failedStage(first)
                            : suppress(
                                    first, secondary.read(askSecondary, shorter(config.secondaryLimit(), left(end))));
                });
    }

    /**
     * A write, which carries its own identity: of all attempts at most one takes effect, and a later one finds what an
     * earlier one did. So an attempt that ended in doubt is settled by the next. When doubt is left, the write fails with
     * {@link OutcomeUnknown}.
     */
    <T> CompletionStage<T> write(Supplier<CompletionStage<T>> tryPrimary, Supplier<CompletionStage<T>> trySecondary) {
        long end = System.nanoTime() + config.deadline().toNanos();
        return primary.write(tryPrimary, shorter(config.primaryLimit(), config.deadline()))
                .exceptionallyCompose(first -> settle(Failures.unwrap(first), trySecondary, end))
                .exceptionallyCompose(second -> {
                    // a connection that went stale unnoticed takes the attempt with it; the next has another
                    Throwable doubt = Failures.unwrap(second);
                    return doubt instanceof OutcomeUnknown
                            ? settle(doubt, trySecondary, end)
                            : CompletableFuture.failedStage(doubt);
                });
    }

    private <T> CompletionStage<T> settle(Throwable first, Supplier<CompletionStage<T>> trySecondary, long end) {
        if (Failures.isAnswer(first)) {
            return CompletableFuture.failedStage(first);
        }
        CompletionStage<T> attempt = secondary.write(trySecondary, shorter(config.secondaryLimit(), left(end)));
        if (!(first instanceof OutcomeUnknown)) {
            return suppress(first, attempt);
        }
        return attempt.exceptionallyCompose(thrown -> {
            Throwable second = Failures.unwrap(thrown);
            return CompletableFuture.failedStage(Failures.settles(second) ? second : first);
        });
    }

    private static <T> CompletionStage<T> suppress(Throwable first, CompletionStage<T> attempt) {
        return attempt.whenComplete((value, thrown) -> {
            if (thrown != null && Failures.unwrap(thrown) != first) {
                Failures.unwrap(thrown).addSuppressed(first);
            }
        });
    }

    private static Duration left(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
