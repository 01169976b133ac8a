package io.twinpath.application.fallback;

import io.twinpath.application.datapath.TimeLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the second path too when the first takes twice as long as 95 of 100 have lately taken; at most one read of twenty is
 * asked twice (Dean and Barroso, The Tail at Scale, 2013).
 */
final class Hedge {
    private static final int WINDOW = 256;
    private static final int REFRESH = 32;
    private static final int READS_FOR_ONE = 20;
    private static final int MAX_CREDIT = 5 * READS_FOR_ONE;

    /** The slowest of every twenty, by which it is known what is slow, would use up all that may be asked twice. */
    private static final int SURELY_SLOW = 2;

    private final long[] tookNanos = new long[WINDOW];
    private long answers;
    private int credit;
    private Optional<Duration> slow = Optional.empty();

    /**
     * The first success of the two, else what the plain fallback ends with.
     *
     * @param answer of the first, or of the second after it
     * @param second asked at most once, whoever wants it
     * @param sent told once the second has an answer, whether it was the one that counted
     */
    <T> CompletionStage<T> race(
            CompletionStage<T> first, CompletionStage<T> answer, Once<T> second, Consumer<Boolean> sent) {
        long begun = System.nanoTime();
        Optional<Duration> patience = begin();
        first.thenAccept(value -> answered(System.nanoTime() - begun));
        if (patience.isEmpty() || answer.toCompletableFuture().isDone()) {
            return answer;
        }
        CompletableFuture<T> race = new CompletableFuture<>();
        AtomicBoolean decided = new AtomicBoolean();
        answer.whenComplete((value, failure) -> {
            if (decided.compareAndSet(false, true)) {
                end(race, value, failure);
            }
        });
        TimeLimit.of(first.toCompletableFuture().copy(), patience.get()).whenComplete((value, thrown) -> {
            if (thrown instanceof TimeoutException && spend()) {
                second.get().whenComplete((hedged, failure) -> {
                    boolean won = failure == null && decided.compareAndSet(false, true);
                    sent.accept(won);
                    if (won) {
                        race.complete(hedged);
                    }
                });
            }
        });
        return race;
    }

    private static <T> void end(CompletableFuture<T> race, T value, @Nullable Throwable failure) {
        if (failure == null) {
            race.complete(value);
        } else {
            race.completeExceptionally(failure);
        }
    }

    /** What counts as slow; empty while too little is known. */
    private synchronized Optional<Duration> begin() {
        credit = Math.min(MAX_CREDIT, credit + 1);
        return slow;
    }

    private synchronized boolean spend() {
        if (credit < READS_FOR_ONE) {
            return false;
        }
        credit -= READS_FOR_ONE;
        return true;
    }

    private synchronized void answered(long nanos) {
        tookNanos[(int) (answers++ % WINDOW)] = nanos;
        if (answers >= WINDOW && answers % REFRESH == 0) {
            long[] sorted = tookNanos.clone();
            Arrays.sort(sorted);
            slow = Optional.of(Duration.ofNanos(SURELY_SLOW * sorted[WINDOW * 95 / 100]));
        }
    }
}
