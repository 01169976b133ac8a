package io.twinpath.application.fallback;

import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the primary, and the secondary when the primary gives no answer; each stands behind a breaker of its own, which
 * all ports of a path share. An answer of the primary, a {@code DomainException} too, is never asked for twice.
 */
public final class Fallback {
    private final FallbackConfig config;
    private final FallbackObserver observer;
    private final GuardedPath primary;
    private final GuardedPath secondary;
    private final Hedge hedge = new Hedge();

    /** The names are what operators read in the log: {@code async} and {@code sync}. */
    public Fallback(String primaryName, String secondaryName, FallbackConfig config) {
        this(primaryName, secondaryName, config, FallbackObserver.NONE, Clock.systemUTC(), path -> true);
    }

    /**
     * With somebody who is told all that happens, and somebody who knows better than by trying.
     *
     * @param reachable whether a path, by its name, would answer now, as far as is known
     */
    public Fallback(
            String primaryName,
            String secondaryName,
            FallbackConfig config,
            FallbackObserver observer,
            Clock clock,
            Predicate<String> reachable) {
        this.config = config;
        this.observer = observer;
        this.primary = guarded(primaryName, config, observer, clock, reachable);
        this.secondary = guarded(secondaryName, config, observer, clock, reachable);
    }

    private static GuardedPath guarded(
            String name, FallbackConfig config, FallbackObserver observer, Clock clock, Predicate<String> reachable) {
        return new GuardedPath(
                name,
                config.breaker(),
                new PathLog(name, System::nanoTime),
                observer,
                clock,
                () -> reachable.test(name));
    }

    /** Of the primary and the secondary, in this order. */
    public List<PathState> states() {
        return List.of(primary.state(), secondary.state());
    }

    /**
     * Tries paths that were down, where it is time to: to be called often. From the first time on callers are spared the
     * trials, and a path that nobody asks comes back too.
     */
    public <T> void tryInBackground(
            Supplier<CompletionStage<T>> trialOfPrimary, Supplier<CompletionStage<T>> trialOfSecondary) {
        Supplier<CompletionStage<T>> first = () -> TimeLimit.of(trialOfPrimary.get(), config.primaryLimit());
        Supplier<CompletionStage<T>> second = () -> TimeLimit.of(trialOfSecondary.get(), config.secondaryLimit());
        Duration both = config.primaryLimit().plus(config.secondaryLimit());
        primary.tryInBackground(() -> unlessShared(first, second), both);
        secondary.tryInBackground(() -> unlessShared(second, first), both);
    }

    /** A defect that both paths have says nothing against either. */
    private static <T> CompletionStage<Boolean> unlessShared(
            Supplier<CompletionStage<T>> trial, Supplier<CompletionStage<T>> other) {
        CompletionStage<Boolean> answered = trial.get().thenApply(found -> true);
        return hasDefect(answered)
                .thenCompose(defect -> defect ? hasDefect(other.get()) : CompletableFuture.completedStage(false))
                .thenCompose(shared -> shared ? CompletableFuture.completedStage(true) : answered);
    }

    private static CompletionStage<Boolean> hasDefect(CompletionStage<?> stage) {
        return stage.handle((found, failure) -> failure != null && Failures.isDefect(failure));
    }

    /** A read: harmless to ask twice. When both fail the second failure surfaces with the first as suppressed. */
    <T> CompletionStage<T> read(
            Operation operation, Supplier<CompletionStage<T>> askPrimary, Supplier<CompletionStage<T>> askSecondary) {
        Call call = new Call(operation);
        CompletionStage<T> first =
                primary.read(askPrimary, shorter(config.primaryLimit(), config.deadline()), call::blame);
        Once<T> second = new Once<>(
                () -> secondary.read(askSecondary, shorter(config.secondaryLimit(), call.left()), call::blame));
        CompletionStage<T> answer = first.exceptionallyCompose(thrown -> {
            Throwable failure = Failures.unwrap(thrown);
            if (Failures.isAnswer(failure)) {
                return CompletableFuture.failedStage(failure);
            }
            call.fallBack(failure);
            return suppress(failure, second.get());
        });
        return call.observed(config.hedged() ? hedge.race(first, answer, second, call::hedged) : answer);
    }

    /**
     * A write, which carries its own identity: of all attempts at most one takes effect, and a later one finds what an
     * earlier one did. So an attempt that ended in doubt is settled by the next. When doubt is left, the write fails with
     * {@link OutcomeUnknown}.
     */
    <T> CompletionStage<T> write(
            Operation operation, Supplier<CompletionStage<T>> tryPrimary, Supplier<CompletionStage<T>> trySecondary) {
        Call call = new Call(operation);
        return call.observed(primary.write(tryPrimary, shorter(config.primaryLimit(), config.deadline()), call::blame)
                .exceptionallyCompose(thrown -> {
                    Throwable first = Failures.unwrap(thrown);
                    if (Failures.isAnswer(first)) {
                        return CompletableFuture.failedStage(first);
                    }
                    call.fallBack(first);
                    return settle(first, trySecondary, call);
                })
                .exceptionallyCompose(thrown -> {
                    // a connection that went stale unnoticed takes the attempt with it; the next has another
                    Throwable second = Failures.unwrap(thrown);
                    return second instanceof OutcomeUnknown
                            ? settle(second, trySecondary, call)
                            : CompletableFuture.failedStage(second);
                }));
    }

    private <T> CompletionStage<T> settle(Throwable first, Supplier<CompletionStage<T>> trySecondary, Call call) {
        CompletionStage<T> attempt =
                secondary.write(trySecondary, shorter(config.secondaryLimit(), call.left()), call::blame);
        if (!(first instanceof OutcomeUnknown)) {
            return suppress(first, attempt);
        }
        return attempt.exceptionallyCompose(thrown -> {
            Throwable second = Failures.unwrap(thrown);
            return CompletableFuture.failedStage(Failures.settles(second) ? second : first);
        });
    }

    /** One call from its begin to its end, with what is left of its deadline. */
    private final class Call {
        private final Operation operation;
        private final long begun = System.nanoTime();
        private volatile boolean bySecond;
        private volatile @Nullable Runnable verdict;

        Call(Operation operation) {
            this.operation = operation;
        }

        void fallBack(Throwable first) {
            bySecond = true;
            if (first instanceof StoreFailure failure) {
                observer.fellBack(failure.reason());
            }
        }

        void hedged(boolean won) {
            bySecond |= won;
            observer.hedged(won);
        }

        /** Takes a verdict on a path with a defect, passed if the call is answered after all; of several the first. */
        void blame(Runnable deferred) {
            if (verdict == null) {
                verdict = deferred;
            }
        }

        Duration left() {
            return config.deadline().minusNanos(System.nanoTime() - begun);
        }

        <T> CompletionStage<T> observed(CompletionStage<T> outcome) {
            return outcome.whenComplete((value, thrown) -> {
                boolean answered = thrown == null || Failures.isAnswer(Failures.unwrap(thrown));
                Runnable deferred = verdict;
                if (answered && deferred != null) {
                    deferred.run();
                }
                observer.called(
                        operation,
                        answered ? Optional.of((bySecond ? secondary : primary).name()) : Optional.empty(),
                        Duration.ofNanos(System.nanoTime() - begun));
            });
        }
    }

    private static <T> CompletionStage<T> suppress(Throwable first, CompletionStage<T> attempt) {
        return attempt.whenComplete((value, thrown) -> {
            Throwable second = thrown == null ? first : Failures.unwrap(thrown);
            if (second != first && second.getSuppressed().length == 0) { // many may have failed by the very same
                second.addSuppressed(first);
            }
        });
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
