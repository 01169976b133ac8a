package io.twinpath.application.write;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.write.WriteLedger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LedgerSweeperTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final Queue<CompletionStage<Integer>> answers = new ArrayDeque<>();
    private final WriteLedger ledger = new WriteLedger() {
        @Override
        public CompletionStage<Integer> forget(Duration age, int limit) {
            assertThat(age).isEqualTo(Duration.ofHours(24));
            assertThat(limit).isEqualTo(500);
            return answers.remove();
        }

        @Override
        public CompletionStage<Optional<Duration>> age() {
            return completedStage(Optional.of(Duration.ofHours(answers.size())));
        }
    };

    /** Runs what is scheduled at once, while there is an answer left for it. */
    @AutoClose("shutdownNow")
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            pauses.add(Duration.of(delay, unit.toChronoUnit()));
            if (!answers.isEmpty()) {
                task.run();
            }
            return super.schedule(() -> {}, 0, TimeUnit.NANOSECONDS);
        }
    };

    @Test
    void it_sweeps_step_by_step_till_there_is_no_full_step_and_then_again_later() {
        answers.addAll(List.of(completedStage(500), completedStage(500), completedStage(499), completedStage(0)));
        LedgerSweeper sweeper = new LedgerSweeper(ledger, scheduler);
        assertThat(sweeper.age()).isEmpty();
        sweeper.start();
        assertThat(answers).isEmpty();
        assertThat(sweeper.age()).contains(Duration.ZERO);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    @Test
    void a_step_that_fails_is_made_again_later() {
        answers.addAll(List.of(failedStage(new StoreUnavailable(Reason.OUTAGE, "down")), completedStage(7)));
        new LedgerSweeper(ledger, scheduler).start();
        assertThat(answers).isEmpty();
        assertThat(pauses).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    @Test
    void it_ends_with_its_scheduler() {
        ScheduledThreadPoolExecutor ended = new ScheduledThreadPoolExecutor(1);
        ended.shutdownNow();
        answers.add(completedStage(0));
        new LedgerSweeper(ledger, ended).start();
        assertThat(answers).isEmpty();
    }
}
