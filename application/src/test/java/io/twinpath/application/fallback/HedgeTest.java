package io.twinpath.application.fallback;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HedgeTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int KNOWN = 256;

    private final StoreUnavailable outage = new StoreUnavailable(Reason.OUTAGE, "the server is gone");
    private final AtomicInteger askedSecond = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final FallbackObserver observer = new FallbackObserver() {
        @Override
        public void hedged(boolean won) {
            told.add(won ? "won" : "lost");
        }

        @Override
        public void fellBack(Reason reason) {
            told.add(reason.name());
        }

        @Override
        public void called(Operation operation, Optional<String> servedBy, Duration took) {
            told.add(servedBy.orElse("nobody"));
        }
    };

    private Fallback fallback(boolean hedged) {
        return new Fallback(
                "async",
                "sync",
                new FallbackConfig(LONG, LONG, LONG, FallbackConfig.Breaker.DEFAULT, hedged),
                observer,
                Clock.systemUTC(),
                path -> true);
    }

    private CompletionStage<String> read(
            Fallback fallback, CompletionStage<String> first, CompletionStage<String> second) {
        return fallback.read(Operation.FIND_USER, () -> first, () -> {
            askedSecond.incrementAndGet();
            return second;
        });
    }

    /** What is fast is known, and one hedge is to be had for each 20 reads. */
    private Fallback accustomed() {
        Fallback fallback = fallback(true);
        for (int i = 0; i < KNOWN; i++) {
            Outcome.of(read(fallback, completedStage("first"), completedStage("second")));
        }
        assertThat(askedSecond).hasValue(0);
        told.clear();
        return fallback;
    }

    @Test
    void a_slow_read_is_asked_of_the_second_path_too_and_the_first_answer_wins() {
        Fallback fallback = accustomed();
        CompletableFuture<String> slow = new CompletableFuture<>();
        assertThat(Outcome.of(read(fallback, slow, completedStage("second")))).isEqualTo("second");
        await().untilAsserted(() -> assertThat(told).containsExactly("won", "sync"));
        slow.complete("too late");
        assertThat(told).hasSize(2);
    }

    @Test
    void the_first_path_wins_when_it_answers_before_the_second() {
        Fallback fallback = accustomed();
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletionStage<String> answer = read(fallback, first, second);
        await().until(() -> askedSecond.get() == 1);
        first.complete("first");
        assertThat(Outcome.of(answer)).isEqualTo("first");
        second.complete("second");
        assertThat(told).containsExactly("async", "lost");
    }

    @Test
    void a_hedge_that_fails_leaves_the_answer_to_the_first() {
        Fallback fallback = accustomed();
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletionStage<String> answer = read(fallback, first, failedStage(outage));
        await().until(() -> told.contains("lost"));
        first.complete("first");
        assertThat(Outcome.of(answer)).isEqualTo("first");
    }

    @Test
    void a_first_that_fails_waits_for_the_hedge_and_asks_no_second_time() {
        Fallback fallback = accustomed();
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletionStage<String> answer = read(fallback, first, second);
        await().until(() -> askedSecond.get() == 1);
        first.completeExceptionally(outage);
        second.complete("second");
        assertThat(Outcome.of(answer)).isEqualTo("second");
        assertThat(askedSecond).hasValue(1);
    }

    @Test
    void of_many_slow_reads_one_of_twenty_is_asked_twice() {
        Fallback fallback = accustomed();
        CompletableFuture<String> slow = new CompletableFuture<>();
        for (int round = 1; round <= 50; round++) {
            for (int i = 0; i < 20; i++) {
                read(fallback, slow, completedStage("second"));
            }
            int wanted = round;
            await().pollInterval(Duration.ofMillis(1)).until(() -> askedSecond.get() >= wanted);
        }
        await().during(Duration.ofMillis(200)).until(() -> askedSecond.get() <= (KNOWN + 1000) / 20);
    }

    @Test
    void unless_it_is_wanted_nothing_is_asked_twice() {
        Fallback fallback = fallback(false);
        for (int i = 0; i < 2 * KNOWN; i++) {
            Outcome.of(read(fallback, completedStage("first"), completedStage("second")));
        }
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> answer = read(fallback, slow, completedStage("second"));
        await().during(Duration.ofMillis(200)).until(() -> askedSecond.get() == 0);
        slow.complete("first");
        assertThat(Outcome.of(answer)).isEqualTo("first");
    }
}
