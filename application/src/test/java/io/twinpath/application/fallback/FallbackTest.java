package io.twinpath.application.fallback;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.twinpath.application.CapturedLog;
import io.twinpath.domain.DomainException;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @AutoClose
    private final CapturedLog log = new CapturedLog(Fallback.class, Level.INFO);

    private final StoreUnavailable outage = new StoreUnavailable(Reason.OUTAGE, "the server is gone");
    private final AtomicInteger askedPrimary = new AtomicInteger();
    private final AtomicInteger askedSecondary = new AtomicInteger();

    /** A primary is given up after 20 ms, so that tests of hanging ones are quick. */
    static Fallback impatient() {
        return new Fallback(
                "async", "sync", new FallbackConfig(LONG, Duration.ofMillis(20), LONG, FallbackConfig.Breaker.DEFAULT));
    }

    private static Fallback closedForGood() {
        return withOpen(LONG);
    }

    private static Fallback withOpen(Duration open) {
        return new Fallback(
                "async",
                "sync",
                new FallbackConfig(
                        LONG,
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        new FallbackConfig.Breaker(20, 5, open, 3)));
    }

    private CompletionStage<String> read(
            Fallback fallback, Supplier<CompletionStage<String>> primary, Supplier<CompletionStage<String>> secondary) {
        return fallback.read(Operation.FIND_USER, counted(askedPrimary, primary), counted(askedSecondary, secondary));
    }

    private void readWhilePrimaryFails(Fallback fallback, int times, Throwable failure) {
        for (int i = 0; i < times; i++) {
            assertThat(Outcome.of(read(fallback, () -> failedStage(failure), () -> completedStage("secondary"))))
                    .isEqualTo("secondary");
        }
    }

    private static <T> Supplier<CompletionStage<T>> counted(AtomicInteger count, Supplier<CompletionStage<T>> call) {
        return () -> {
            count.incrementAndGet();
            return call.get();
        };
    }

    @Test
    void the_primary_answers_alone_while_it_can() {
        assertThat(Outcome.of(read(impatient(), () -> completedStage("primary"), () -> completedStage("secondary"))))
                .isEqualTo("primary");
        assertThat(askedSecondary).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Broken.class)
    void the_secondary_answers_when_the_primary_is_broken(Broken how) {
        assertThat(Outcome.of(read(impatient(), how::stage, () -> completedStage("secondary"))))
                .isEqualTo("secondary");
    }

    @Test
    void a_broken_rule_is_an_answer_and_neither_falls_back_nor_counts() {
        Fallback fallback = closedForGood();
        DomainException rule = new InvalidValue("id", "must be a positive number");
        for (int i = 0; i < 100; i++) {
            assertThat(Outcome.failureOf(read(fallback, () -> failedStage(rule), () -> completedStage("secondary"))))
                    .isSameAs(rule);
        }
        assertThat(askedSecondary).hasValue(0);
        assertThat(askedPrimary).as("the breaker stayed closed").hasValue(100);
    }

    @Test
    void a_busy_primary_falls_back_but_does_not_count_as_broken() {
        Fallback fallback = closedForGood();
        readWhilePrimaryFails(fallback, 100, new StoreUnavailable(Reason.OVERLOAD, "busy"));
        assertThat(askedPrimary).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25006", "53100"})
    void what_the_server_refuses_to_everybody_is_no_fault_of_the_path(String code) {
        Fallback fallback = closedForGood();
        readWhilePrimaryFails(fallback, 100, new StoreUnavailable(Reason.OUTAGE, code, "refused", null));
        assertThat(askedPrimary).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014"})
    void a_row_that_writes_wait_for_in_vain_is_no_fault_of_the_path(String code) {
        Fallback fallback = closedForGood();
        StoreUnavailable locked = new StoreUnavailable(Reason.TIMEOUT, code, "locked", null);
        for (int i = 0; i < 100; i++) {
            assertThat(Outcome.failureOf(fallback.write(
                            Operation.CHANGE_SETTINGS, () -> failedStage(locked), () -> failedStage(locked))))
                    .isSameAs(locked);
        }
        assertThat(Outcome.of(read(fallback, () -> completedStage("primary"), () -> completedStage("secondary"))))
                .isEqualTo("primary");
        assertThat(fallback.states()).extracting(PathState::breaker).containsOnly(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014"})
    void a_server_that_keeps_reads_waiting_is_asked_no_more(String code) {
        Fallback fallback = closedForGood();
        readWhilePrimaryFails(fallback, 30, new StoreUnavailable(Reason.TIMEOUT, code, "locked", null));
        assertThat(askedPrimary).hasValue(5);
    }

    @ParameterizedTest
    @EnumSource(Broken.class)
    void a_primary_that_keeps_breaking_is_left_alone(Broken how) {
        Fallback fallback = closedForGood();
        for (int i = 0; i < 30; i++) {
            Outcome.of(read(fallback, how::stage, () -> completedStage("secondary")));
        }
        assertThat(askedPrimary)
                .as("asked until the breaker opened at the fifth failure")
                .hasValue(5);
        assertThat(askedSecondary).hasValue(30);
    }

    @Test
    void when_both_fail_the_second_failure_surfaces_with_the_first_as_suppressed() {
        StoreUnavailable second = new StoreUnavailable(Reason.OVERLOAD, "second");
        assertThat(Outcome.failureOf(read(impatient(), () -> failedStage(outage), () -> failedStage(second))))
                .isSameAs(second)
                .satisfies(failure -> assertThat(failure.getSuppressed()).containsExactly(outage));
    }

    @Test
    void one_and_the_same_failure_of_both_surfaces_once() {
        assertThat(Outcome.failureOf(read(impatient(), () -> failedStage(outage), () -> failedStage(outage))))
                .isSameAs(outage);
    }

    @Test
    void a_defect_of_both_surfaces_as_an_outage_with_its_cause() {
        assertThat(Outcome.failureOf(read(impatient(), Broken.DEFECTIVE::stage, Broken.DEFECTIVE::stage)))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.DEFECT))
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void with_both_paths_down_nothing_is_asked() {
        Fallback fallback = closedForGood();
        for (int i = 0; i < 10; i++) {
            Outcome.failureOf(read(fallback, () -> failedStage(outage), () -> failedStage(outage)));
        }
        askedPrimary.set(0);
        askedSecondary.set(0);
        CompletionStage<String> refused = read(fallback, Broken.HANGING::stage, Broken.HANGING::stage);
        assertThat(refused.toCompletableFuture()).as("failed at once").isCompletedExceptionally();
        assertThat(Outcome.failureOf(refused))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.BREAKER_OPEN));
        assertThat(askedPrimary).hasValue(0);
        assertThat(askedSecondary).hasValue(0);
    }

    @Test
    void the_deadline_is_shared_by_both_attempts() {
        Fallback fallback = new Fallback(
                "async",
                "sync",
                new FallbackConfig(
                        Duration.ofMillis(100), Duration.ofMillis(60), LONG, FallbackConfig.Breaker.DEFAULT));
        assertThat(Outcome.failureOf(read(fallback, Broken.HANGING::stage, Broken.HANGING::stage)))
                .as("the secondary had 40 ms, not its own minute")
                .hasMessage("no answer in time on the sync path");
    }

    @Test
    void a_deadline_that_the_primary_used_up_leaves_the_secondary_unasked() {
        Fallback fallback = new Fallback(
                "async", "sync", new FallbackConfig(Duration.ofMillis(20), LONG, LONG, FallbackConfig.Breaker.DEFAULT));
        assertThat(Outcome.failureOf(read(fallback, Broken.HANGING::stage, () -> completedStage("late"))))
                .hasMessage("the deadline has passed");
        assertThat(askedSecondary).hasValue(0);
    }

    @Test
    void an_attempt_that_is_given_up_is_cancelled() {
        CompletableFuture<String> hanging = new CompletableFuture<>();
        Outcome.of(read(impatient(), () -> hanging, () -> completedStage("secondary")));
        await().until(hanging::isCancelled);
    }

    @Test
    void a_primary_that_heals_is_in_use_again() {
        Fallback fallback = withOpen(Duration.ofMillis(50));
        readWhilePrimaryFails(fallback, 10, outage);
        await().until(() -> Outcome.of(
                        read(fallback, () -> completedStage("primary"), () -> completedStage("secondary")))
                .equals("primary"));
    }

    @Test
    void trials_that_never_end_do_not_keep_a_path_from_healing() {
        Fallback fallback = withOpen(Duration.ofMillis(50));
        readWhilePrimaryFails(fallback, 5, outage);
        askedPrimary.set(0);
        await().until(() -> {
            Outcome.of(read(fallback, Broken.HANGING::stage, () -> completedStage("secondary")));
            return askedPrimary.get() >= 6;
        });
        await().until(() -> Outcome.of(
                        read(fallback, () -> completedStage("primary"), () -> completedStage("secondary")))
                .equals("primary"));
    }

    @Test
    void a_trial_that_fails_is_the_last_for_as_long_as_the_path_is_left_alone() {
        Fallback fallback = withOpen(Duration.ofMillis(200));
        breakPrimary(fallback);
        askedPrimary.set(0);
        await().until(() -> {
            Outcome.of(read(fallback, () -> failedStage(outage), () -> completedStage("secondary")));
            return askedPrimary.get() == 1;
        });
        readWhilePrimaryFails(fallback, 10, outage);
        assertThat(askedPrimary).hasValue(1);
    }

    @Test
    void while_one_caller_tries_a_path_the_others_are_not_kept_waiting() {
        Fallback fallback = withOpen(Duration.ofMillis(50));
        breakPrimary(fallback);
        CompletableFuture<String> trial = new CompletableFuture<>();
        askedPrimary.set(0);
        await().until(() -> {
            read(fallback, () -> trial, () -> completedStage("secondary"));
            return askedPrimary.get() == 1;
        });
        CompletionStage<String> other = read(fallback, () -> trial, () -> completedStage("secondary"));
        assertThat(other.toCompletableFuture()).isCompletedWithValue("secondary");
        assertThat(askedPrimary).hasValue(1);
    }

    @Test
    void a_path_that_probes_do_not_reach_is_hardly_tried_until_they_do() {
        AtomicBoolean reachable = new AtomicBoolean();
        Fallback fallback = new Fallback(
                "async",
                "sync",
                new FallbackConfig(LONG, LONG, LONG, new FallbackConfig.Breaker(20, 5, Duration.ofMillis(1), 3)),
                FallbackObserver.NONE,
                Clock.systemUTC(),
                path -> path.equals("sync") || reachable.get());
        breakPrimary(fallback);
        await().until(() -> {
            Outcome.of(read(fallback, () -> failedStage(outage), () -> completedStage("secondary")));
            return fallback.states().get(0).breaker() == BreakerState.HALF_OPEN;
        });
        askedPrimary.set(0);
        readWhilePrimaryFails(fallback, 1000, outage);
        assertThat(askedPrimary).as("the probes may be wrong").hasValueLessThanOrEqualTo(1);
        reachable.set(true);
        await().until(() -> Outcome.of(
                        read(fallback, () -> completedStage("primary"), () -> completedStage("secondary")))
                .equals("primary"));
    }

    @Test
    void trials_in_the_background_spare_the_callers_and_bring_back_a_path_that_nobody_asks() {
        Fallback fallback = withOpen(Duration.ofMillis(1));
        AtomicInteger trials = new AtomicInteger();
        AtomicBoolean well = new AtomicBoolean();
        Runnable look = () -> fallback.tryInBackground(
                () -> {
                    trials.incrementAndGet();
                    return well.get() ? completedStage("well") : FallbackTest.anOutage();
                },
                () -> completedStage("well"));
        look.run();
        breakPrimary(fallback);
        askedPrimary.set(0);
        await().until(() -> {
            look.run();
            return trials.get() == 1;
        });
        for (int i = 0; i < 100; i++) {
            Outcome.of(read(fallback, FallbackTest::anOutage, () -> completedStage("secondary")));
        }
        assertThat(askedPrimary).as("callers that tried").hasValue(0);
        well.set(true);
        await().until(() -> {
            look.run();
            return fallback.states().get(0).breaker() == BreakerState.CLOSED;
        });
        assertThat(trials).hasValue(1 + 3);
    }

    @Test
    void a_defect_that_both_paths_have_keeps_nobody_from_what_they_can_answer() {
        Fallback fallback = closedForGood();
        for (int i = 0; i < 100; i++) {
            assertThat(Outcome.failureOf(read(fallback, Broken.DEFECTIVE::stage, FallbackTest::refused)))
                    .isInstanceOf(StoreUnavailable.class);
        }
        assertThat(fallback.states()).extracting(PathState::breaker).containsOnly(BreakerState.CLOSED);
        assertThat(askedPrimary).hasValue(100);
        assertThat(askedSecondary).hasValue(100);
    }

    @Test
    void a_primary_whose_writes_have_a_defect_is_left_alone_as_the_secondary_makes_them() {
        Fallback fallback = closedForGood();
        for (int i = 0; i < 30; i++) {
            Outcome.of(fallback.write(
                    Operation.CHANGE_SETTINGS,
                    counted(askedPrimary, FallbackTest::refused),
                    counted(askedSecondary, () -> completedStage("secondary"))));
        }
        assertThat(askedPrimary).hasValue(5);
        assertThat(askedSecondary).hasValue(30);
    }

    @Test
    void a_defect_that_both_paths_have_does_not_keep_one_from_coming_back() {
        Fallback fallback = withOpen(Duration.ofMillis(1));
        breakPrimary(fallback);
        await().until(() -> {
            fallback.tryInBackground(FallbackTest::refused, Broken.DEFECTIVE::<String>stage);
            return fallback.states().get(0).breaker() == BreakerState.CLOSED;
        });
    }

    @Test
    void a_defect_of_one_path_alone_keeps_it_from_coming_back() {
        Fallback fallback = withOpen(Duration.ofMillis(1));
        AtomicInteger trials = new AtomicInteger();
        breakPrimary(fallback);
        await().until(() -> {
            fallback.tryInBackground(
                    () -> {
                        trials.incrementAndGet();
                        return refused();
                    },
                    () -> completedStage("well"));
            assertThat(fallback.states().get(0).breaker()).isNotEqualTo(BreakerState.CLOSED);
            return trials.get() > 5;
        });
    }

    private static CompletionStage<String> refused() {
        return failedStage(new StoreUnavailable(Reason.DEFECT, "42703", "the server refused", null));
    }

    private static CompletionStage<String> anOutage() {
        return failedStage(new StoreUnavailable(Reason.OUTAGE, "the server is gone"));
    }

    private void breakPrimary(Fallback fallback) {
        readWhilePrimaryFails(fallback, 5, outage);
    }

    @Test
    void an_outage_of_ten_thousand_calls_is_a_few_lines_and_its_end_is_one() {
        Fallback fallback = withOpen(Duration.ofMillis(50));
        for (int i = 0; i < 10_000; i++) {
            Outcome.of(read(fallback, () -> failedStage(outage), () -> completedStage("secondary")));
        }
        assertThat(log.messages())
                .containsOnlyOnce(
                        "The async path failed: OUTAGE, the server is gone (1 failed calls since the last such line)",
                        "The async path is down and is left alone but for trials")
                .hasSizeLessThan(5);
        log.events().clear();
        await().until(() -> {
            Outcome.of(read(fallback, () -> completedStage("primary"), () -> completedStage("secondary")));
            return !log.events().isEmpty();
        });
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("The async path is up and in use again after ");
    }

    @Test
    void a_path_that_is_soon_down_again_was_never_up() {
        Fallback fallback = withOpen(Duration.ofMillis(20));
        for (int i = 0; i < 5; i++) {
            breakPrimary(fallback);
            await().until(() -> {
                Outcome.of(read(fallback, () -> completedStage("primary"), () -> completedStage("secondary")));
                return fallback.states().get(0).breaker() == BreakerState.CLOSED;
            });
        }
        await().until(() -> log.messages().stream().anyMatch(line -> line.startsWith("The async path is up")));
        assertThat(log.messages()).filteredOn(line -> line.contains("down")).hasSize(1);
        assertThat(log.messages()).filteredOn(line -> line.contains("up")).hasSize(1);
    }

    @Test
    void a_defect_is_loud_but_once() {
        Fallback fallback = closedForGood();
        NullPointerException defect = new NullPointerException("a programming error");
        readWhilePrimaryFails(fallback, 1000, defect);
        List<ILoggingEvent> errors = log.events().stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .toList();
        assertThat(errors).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).isEqualTo("A defect on the async path; this trace is shown once");
            assertThat(event.getThrowableProxy().getClassName()).isEqualTo(NullPointerException.class.getName());
        });
    }
}
