package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ResponseThreadsTest {
    @AutoClose("shutdownNow")
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "ours"));

    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final CompletionStage<String> answer =
            new ResponseThreads(() -> executor).answer(stage, text -> text + "!");

    /** To be waited for before the answer: who waits for that may run what hangs on it. */
    private final CompletionStage<String> writer =
            answer.handle((value, failure) -> Thread.currentThread().getName());

    @Test
    void an_answer_is_never_written_by_the_thread_that_brought_it() {
        inEventLoop(() -> stage.complete("found"));
        assertThat(Outcome.of(writer)).isEqualTo("ours");
        assertThat(Outcome.of(answer)).isEqualTo("found!");
    }

    @Test
    void nor_is_a_failure() {
        StoreUnavailable outage = new StoreUnavailable(Reason.OUTAGE, "down");
        inEventLoop(() -> stage.completeExceptionally(outage));
        assertThat(Outcome.of(writer)).isEqualTo("ours");
        assertThat(Outcome.failureOf(answer)).isSameAs(outage);
    }

    private static void inEventLoop(Runnable task) {
        new Thread(task, "event-loop").start();
    }
}
