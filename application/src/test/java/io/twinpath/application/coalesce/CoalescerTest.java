package io.twinpath.application.coalesce;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.SharedCall;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.application.defect.DefectLog;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CoalescerTest {
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final StoreUnavailable OUTAGE = new StoreUnavailable(Reason.OUTAGE, "the server is gone");

    private static final DefectLog DEFECTS = new DefectLog(LoggerFactory.getLogger(CoalescerTest.class));

    private final Questions port = new Questions();
    private final AtomicLong now = new AtomicLong();
    private Executor turnEnd = Runnable::run;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Coalescer<Integer, String> coalescer(int batchSize, int batches, int maxBatches, int maxWaiting) {
        return new Coalescer<>(
                port::one,
                port::many,
                new CoalesceConfig(batchSize, batches, maxBatches, PATIENCE, maxWaiting, Duration.ofMillis(150)),
                new CoalesceObserver() {
                    @Override
                    public void sent(int reads) {
                        told.add("sent " + reads);
                    }

                    @Override
                    public void split() {
                        told.add("split");
                    }

                    @Override
                    public void ended() {
                        told.add("ended");
                    }
                },
                task -> turnEnd.execute(task),
                DEFECTS,
                now::get);
    }

    /** One batch at a time, of any size. */
    private Coalescer<Integer, String> oneAtATime() {
        return coalescer(1000, 1, 1, 10_000);
    }

    private static void assertAnswered(CompletableFuture<Optional<String>> caller, int key) {
        assertThat(caller).isCompletedWithValue(Questions.truth(key));
    }

    private static List<CompletableFuture<Optional<String>>> findAll(Coalescer<Integer, String> all, int... keys) {
        return Arrays.stream(keys).mapToObj(all::find).toList();
    }

    @Test
    void a_lone_question_goes_at_once_and_is_the_one_it_always_was() {
        var coalescer = oneAtATime();
        for (int key : new int[] {7, -7}) {
            var caller = coalescer.find(key);
            var question = port.get(port.asked.size() - 1);
            assertThat(question.single()).isTrue();
            question.answered();
            assertAnswered(caller, key);
        }
        assertThat(port.keys()).containsExactly(Set.of(7), Set.of(-7));
    }

    @Test
    void what_a_thread_asks_in_one_turn_is_one_question() {
        Deque<Runnable> ended = new ArrayDeque<>();
        turnEnd = ended::add;
        var coalescer = oneAtATime();
        var first = findAll(coalescer, 1, 2);
        assertThat(port.asked).as("before the turn ends").isEmpty();
        ended.forEach(Runnable::run);
        var next = findAll(coalescer, 3, 4);
        port.get(0).answered();
        assertAnswered(first.get(1), 2);
        assertThat(port.keys())
                .as("as a batch is back, in the middle of a turn")
                .containsExactly(Set.of(1, 2));
        ended.forEach(Runnable::run);
        assertThat(port.keys()).containsExactly(Set.of(1, 2), Set.of(3, 4));
        port.get(1).answered();
        assertAnswered(next.get(0), 3);
    }

    @Test
    void a_batch_that_is_full_waits_for_no_turn_to_end() {
        Deque<Runnable> ended = new ArrayDeque<>();
        turnEnd = ended::add;
        var coalescer = coalescer(2, 1, 1, 10_000);
        findAll(coalescer, 1, 2, 3, 4, 5);
        assertThat(port.keys()).containsExactly(Set.of(1, 2));
        port.get(0).answered();
        assertThat(port.keys()).containsExactly(Set.of(1, 2), Set.of(3, 4));
        port.get(1).answered();
        assertThat(port.asked).as("5 has a turn to wait for").hasSize(2);
        ended.forEach(Runnable::run);
        assertThat(port.keys()).containsExactly(Set.of(1, 2), Set.of(3, 4), Set.of(5));
    }

    @Test
    void what_is_wanted_meanwhile_is_one_question() {
        var coalescer = oneAtATime();
        var first = coalescer.find(1);
        var others = findAll(coalescer, 2, 3, -4);
        assertThat(port.keys()).as("while the first is at the database").containsExactly(Set.of(1));
        port.get(0).answered();
        assertAnswered(first, 1);
        assertThat(others).noneMatch(Future::isDone);
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(2, 3, -4));
        port.get(1).answered();
        assertAnswered(others.get(0), 2);
        assertAnswered(others.get(1), 3);
        assertAnswered(others.get(2), -4);
        assertThat(told).containsExactly("sent 1", "ended", "sent 3", "ended");
    }

    @Test
    void the_next_batch_is_sent_before_the_callers_of_the_last_are_told() {
        var coalescer = oneAtATime();
        List<Integer> sentAsFirstWasTold = new ArrayList<>();
        coalescer.find(1).thenRun(() -> sentAsFirstWasTold.add(port.asked.size()));
        coalescer.find(2);
        port.get(0).answered();
        assertThat(sentAsFirstWasTold).containsExactly(2);
    }

    @Test
    void nobody_joins_a_batch_that_was_sent_although_it_has_their_key() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        var second = findAll(coalescer, 1, 2);
        port.get(0).answered();
        assertThat(second).noneMatch(Future::isDone);
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(1, 2));
        var third = coalescer.find(2);
        port.get(1).answered();
        assertThat(third).isNotDone();
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(1, 2), Set.of(2));
    }

    @Test
    void a_key_that_many_want_is_asked_for_once() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        var callers = range(0, 50).mapToObj(i -> coalescer.find(2)).toList();
        port.get(0).answered();
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(2));
        assertThat(port.get(1).single()).isTrue();
        port.get(1).answered();
        callers.forEach(caller -> assertAnswered(caller, 2));
        assertThat(told).contains("sent 50");
    }

    @Test
    void a_batch_has_no_more_keys_than_it_may_and_the_others_keep_their_turn() {
        var coalescer = coalescer(3, 1, 1, 100);
        var callers = findAll(coalescer, 0, 1, 2, 3, 4, 5, 6, 7);
        for (int i = 0; i < 4; i++) {
            port.get(i).answered();
        }
        assertThat(port.keys()).containsExactly(Set.of(0), Set.of(1, 2, 3), Set.of(4, 5, 6), Set.of(7));
        range(0, 8).forEach(key -> assertAnswered(callers.get(key), key));
    }

    @Test
    void so_many_batches_are_in_flight_and_no_more() {
        var coalescer = coalescer(1000, 2, 2, 100);
        findAll(coalescer, 1, 2, 3, 4);
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        coalescer.find(5);
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(2));
        port.get(1).answered();
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(2), Set.of(3, 4, 5));
    }

    @Test
    void one_slow_batch_holds_nobody() {
        var coalescer = coalescer(1000, 2, 10, 100);
        var slow = coalescer.find(1);
        for (int key = 2; key < 20; key++) {
            var caller = coalescer.find(key);
            port.get(key - 1).answered();
            assertAnswered(caller, key);
        }
        assertThat(slow).isNotDone();
    }

    @Test
    void who_waits_for_a_batch_that_turns_out_slow_goes_although_nobody_comes_after_them() {
        var coalescer = coalescer(1000, 1, 2, 100);
        findAll(coalescer, 1, 2);
        assertThat(port.keys()).containsExactly(Set.of(1));
        now.addAndGet(PATIENCE.toNanos());
        await().until(() -> port.keys().size() == 2);
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(2));
    }

    @Test
    void beside_batches_that_are_slow_others_go_up_to_a_bound() {
        var coalescer = coalescer(1000, 2, 4, 100);
        findAll(coalescer, 1, 2, 3);
        assertThat(port.keys()).hasSize(2);
        now.addAndGet(PATIENCE.toNanos());
        coalescer.find(4);
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(2), Set.of(3, 4));
        coalescer.find(5);
        now.addAndGet(PATIENCE.toNanos());
        findAll(coalescer, 6, 7);
        assertThat(port.keys()).as("four are all there may be").hasSize(4);
    }

    @Test
    void a_batch_fails_as_a_whole_and_alone() {
        var coalescer = oneAtATime();
        var first = coalescer.find(1);
        var second = findAll(coalescer, 2, 3);
        port.get(0).failed(OUTAGE);
        assertThat(Outcome.failureOf(first)).isSameAs(OUTAGE);
        var third = findAll(coalescer, 3, 4);
        port.get(1).failed(OUTAGE);
        second.forEach(caller -> assertThat(Outcome.failureOf(caller)).isSameAs(OUTAGE));
        port.get(2).answered();
        assertAnswered(third.get(0), 3);
        assertAnswered(third.get(1), 4);
        assertThat(port.asked).hasSize(3);
    }

    @Test
    void one_row_that_cannot_be_read_costs_the_others_nothing() {
        var coalescer = oneAtATime();
        var first = coalescer.find(1);
        var callers = findAll(coalescer, 2, 3, 4, 3);
        port.get(0).answered();
        assertAnswered(first, 1);
        StoreUnavailable defect =
                new StoreUnavailable(Reason.DEFECT, "a stored value breaks a rule", new IllegalStateException());
        port.get(1).failed(defect);
        assertThat(port.keys().subList(2, 5)).containsExactlyInAnyOrder(Set.of(2), Set.of(3), Set.of(4));
        assertThat(told).containsExactly("sent 1", "ended", "sent 4", "split");
        var next = coalescer.find(5);
        port.asked.subList(2, 5).forEach(question -> {
            assertThat(question.single()).isTrue();
            if (question.keys().contains(3)) {
                question.failed(defect);
            } else {
                question.answered();
            }
        });
        assertAnswered(callers.get(0), 2);
        assertAnswered(callers.get(2), 4);
        assertThat(Outcome.failureOf(callers.get(1))).isSameAs(defect);
        assertThat(Outcome.failureOf(callers.get(3))).isSameAs(defect);
        port.get(5).answered();
        assertAnswered(next, 5);
    }

    @Test
    void who_cancels_leaves_and_their_key_is_not_asked_for() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        var callers = findAll(coalescer, 2, 3, 3);
        callers.get(0).cancel(true);
        callers.get(1).cancel(true);
        port.get(0).answered();
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(3));
        port.get(1).answered();
        assertAnswered(callers.get(2), 3);
    }

    @Test
    void a_batch_that_all_have_left_before_it_went_does_not_go() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        findAll(coalescer, 2, 3).forEach(caller -> caller.cancel(true));
        port.get(0).answered();
        assertThat(port.keys()).containsExactly(Set.of(1));
        coalescer.find(4);
        assertThat(port.keys()).as("at once").containsExactly(Set.of(1), Set.of(4));
    }

    @Test
    void a_batch_that_never_answers_is_given_up_with_its_last_caller() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        var callers = findAll(coalescer, 2, 3);
        port.get(0).answered();
        callers.get(0).cancel(true);
        assertThat(port.get(1).answer()).isNotCancelled();
        var next = coalescer.find(4);
        callers.get(1).cancel(true);
        assertThat(port.get(1).answer()).isCancelled();
        port.get(2).answered();
        assertAnswered(next, 4);
        assertThat(told).containsExactly("sent 1", "ended", "sent 2", "ended", "sent 1", "ended");
    }

    @Test
    void questions_asked_one_by_one_are_given_up_too() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        var callers = findAll(coalescer, 2, 3);
        port.get(0).answered();
        port.get(1).failed(new IllegalStateException("a defect"));
        callers.forEach(caller -> caller.cancel(true));
        assertThat(port.asked.subList(2, 4))
                .allSatisfy(question -> assertThat(question.answer()).isCancelled());
        coalescer.find(4);
        assertThat(port.keys()).contains(Set.of(4));
    }

    @Test
    void each_caller_has_a_limit_of_their_own() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        var hasty = TimeLimit.of(coalescer.find(2), Duration.ofMillis(10));
        var patient = coalescer.find(3);
        assertThat(Outcome.failureOf(hasty)).isInstanceOf(TimeoutException.class);
        port.get(0).answered();
        port.get(1).answered();
        assertAnswered(patient, 3);
    }

    @Test
    void more_than_may_wait_are_refused_at_once_as_an_overload() {
        var coalescer = coalescer(2, 1, 1, 5);
        var callers = range(0, 10).mapToObj(coalescer::find).toList();
        var refused = callers.stream().filter(Future::isDone).toList();
        assertThat(refused)
                .hasSize(4)
                .allSatisfy(caller -> assertThat(Outcome.failureOf(caller))
                        .isInstanceOfSatisfying(
                                StoreUnavailable.class,
                                failure -> assertThat(failure.reason()).isEqualTo(Reason.OVERLOAD)));
        callers.get(5).cancel(true);
        assertThat(coalescer.find(11)).as("there is room again").isNotDone();
    }

    @Test
    void the_queue_is_bounded_while_more_batches_may_go_too() {
        var coalescer = coalescer(1000, 1, 10, 5);
        var callers = range(0, 10).mapToObj(coalescer::find).toList();
        assertThat(callers).filteredOn(Future::isDone).hasSize(4);
    }

    @Test
    void nobody_is_refused_for_what_was_slow_before_while_more_batches_may_go() {
        var coalescer = coalescer(1000, 2, 10, 100);
        for (int i = 0; i < 20; i++) {
            coalescer.find(i);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            port.get(i).answered();
        }
        assertThat(findAll(coalescer, 1, 2, 3, 4)).noneMatch(Future::isDone);
    }

    @Test
    void nobody_joins_a_queue_that_has_not_moved_for_as_long_as_a_wait_may_last() {
        var coalescer = new Coalescer<>(
                port::one,
                port::many,
                new CoalesceConfig(100, 1, 1, PATIENCE, 1_000_000, Duration.ofMillis(200)),
                CoalesceObserver.NONE,
                Runnable::run,
                DEFECTS);
        findAll(coalescer, 1);
        var waiting = coalescer.find(2);
        assertThat(waiting).isNotDone();
        await().until(() -> coalescer.find(3).isCompletedExceptionally());
        waiting.cancel(true);
        assertThat(coalescer.find(4)).as("it has moved").isNotDone();
    }

    @Test
    void a_defective_port_fails_its_callers_and_no_others() {
        List<Supplier<CompletableFuture<Map<Integer, String>>>> ways = List.of(
                () -> {
                    throw new NoClassDefFoundError("thrown");
                },
                () -> null,
                () -> CompletableFuture.completedFuture(null),
                () -> CompletableFuture.failedFuture(new IllegalStateException("failed")));
        for (var way : ways) {
            var coalescer = new Coalescer<Integer, String>(
                    key -> key == 0 ? port.one(0) : way.get().thenApply(all -> Optional.of("never")),
                    keys -> way.get(),
                    new CoalesceConfig(100, 1, 1, PATIENCE, 100, PATIENCE),
                    CoalesceObserver.NONE,
                    Runnable::run,
                    DEFECTS);
            port.asked.clear();
            var well = coalescer.find(0);
            var ill = findAll(coalescer, 1, 2);
            port.get(0).answered();
            assertAnswered(well, 0);
            ill.forEach(caller -> assertThat(caller).isDone());
            var again = coalescer.find(0);
            port.get(1).answered();
            assertAnswered(again, 0);
        }
    }

    @Test
    void a_port_that_answers_at_once_needs_no_stack() {
        CompletableFuture<Map<Integer, String>> first = new CompletableFuture<>();
        var coalescer = new Coalescer<Integer, String>(
                key -> key == 0
                        ? first.thenApply(all -> Optional.empty())
                        : CompletableFuture.completedFuture(Questions.truth(key)),
                keys -> CompletableFuture.completedFuture(Questions.truth(keys)),
                new CoalesceConfig(1, 1, 1, Duration.ofHours(1), 100_000, Duration.ofHours(1)),
                CoalesceObserver.NONE,
                Runnable::run,
                DEFECTS);
        var callers = range(0, 50_000).mapToObj(coalescer::find).toList();
        first.complete(Map.of());
        range(1, 50_000).forEach(key -> assertAnswered(callers.get(key), key));
    }

    @Test
    void a_batch_speaks_once_for_all_who_went_with_it_and_not_for_who_did_not() {
        var coalescer = oneAtATime();
        coalescer.find(1);
        var callers = findAll(coalescer, 2, 3, 3);
        assertThat(callers).as("not sent").noneMatch(caller -> ((SharedCall<?>) caller).speaksForAll());
        port.get(0).answered();
        assertThat(callers.stream().filter(caller -> ((SharedCall<?>) caller).speaksForAll()))
                .hasSize(1);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new CoalesceConfig(0, 1, 1, PATIENCE, 1, PATIENCE))
                .hasMessage("maxBatchSize must be more than zero, not 0");
        assertThatThrownBy(() -> new CoalesceConfig(1, 2, 1, PATIENCE, 1, PATIENCE))
                .hasMessage("maxBatches must be at least batches, 2, not 1");
        assertThatThrownBy(() -> new CoalesceConfig(1, 1, 1, Duration.ZERO, 1, PATIENCE))
                .hasMessage("patience must be more than zero, not 0");
        assertThat(CoalesceConfig.DEFAULT.inFrontOf(1, 5, PATIENCE))
                .isEqualTo(new CoalesceConfig(100, 1, 1, CoalesceConfig.DEFAULT.patience(), 5, PATIENCE));
    }

    /** The port counts each key's writes; no answer may be older than its question. */
    @Test
    void under_many_threads_everyone_gets_their_own_answer_and_a_fresh_one() throws Exception {
        AtomicInteger[] written = Stream.generate(AtomicInteger::new).limit(20).toArray(AtomicInteger[]::new);
        AtomicInteger flying = new AtomicInteger();
        AtomicInteger statements = new AtomicInteger();
        var coalescer = new Coalescer<Integer, int[]>(
                key -> later(flying, statements, () -> Optional.of(new int[] {key, written[key].get()})),
                keys -> later(
                        flying,
                        statements,
                        () -> keys.stream().collect(toMap(key -> key, key -> new int[] {key, written[key].get()}))),
                new CoalesceConfig(7, 3, 3, PATIENCE, 1000, Duration.ofSeconds(10)),
                CoalesceObserver.NONE,
                Runnable::run,
                DEFECTS);
        List<Future<Integer>> hammers = range(0, 8)
                .mapToObj(number -> threads.submit(() -> hammer(coalescer, written)))
                .toList();
        int answered = 0;
        for (Future<Integer> hammer : hammers) {
            answered += hammer.get();
        }
        assertThat(answered).isGreaterThan(10_000);
        assertThat(statements).as("reads shared statements").hasValueLessThan(answered);
        await().untilAsserted(() -> assertThat(flying).hasValue(0));
    }

    private static int hammer(Coalescer<Integer, int[]> coalescer, AtomicInteger[] written) {
        int answered = 0;
        for (int round = 0; round < 500; round++) {
            List<CompletableFuture<Optional<int[]>>> calls = new ArrayList<>();
            List<int[]> expected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int key = ThreadLocalRandom.current().nextInt(written.length);
                expected.add(new int[] {key, written[key].incrementAndGet()});
                calls.add(coalescer.find(key));
            }
            if (round % 3 == 0) {
                calls.get(4).cancel(true);
            }
            for (int i = 0; i < (round % 3 == 0 ? 4 : 5); i++) {
                int[] row = Outcome.of(calls.get(i)).orElseThrow();
                assertThat(row[0]).isEqualTo(expected.get(i)[0]);
                assertThat(row[1]).as("not from before the write").isGreaterThanOrEqualTo(expected.get(i)[1]);
                answered++;
            }
        }
        return answered;
    }

    /** Looks when it is begun, as a statement does that takes its snapshot at once, and tells some time later. */
    private <A> CompletableFuture<A> later(AtomicInteger flying, AtomicInteger statements, Supplier<A> look) {
        assertThat(flying.incrementAndGet()).isLessThanOrEqualTo(3);
        statements.incrementAndGet();
        A seen = look.get();
        AtomicBoolean ended = new AtomicBoolean();
        Runnable end = () -> flying.addAndGet(ended.compareAndSet(false, true) ? -1 : 0);
        CompletableFuture<A> answer = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean interrupting) {
                end.run();
                return super.cancel(interrupting);
            }
        };
        threads.execute(() -> {
            Thread.yield();
            end.run();
            answer.complete(seen);
        });
        return answer;
    }
}
