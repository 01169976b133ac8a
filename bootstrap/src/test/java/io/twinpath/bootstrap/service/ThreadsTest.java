package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void so_many_run_so_many_wait_and_more_are_rejected() throws Exception {
        ExecutorService threads = Threads.blocking("test", 2, 3);
        CompletableFuture<Void> release = new CompletableFuture<>();
        AtomicInteger running = new AtomicInteger();
        Callable<Integer> task = () -> {
            int beside = running.incrementAndGet();
            release.join(); // on which a pool of this kind could take another thread in its place
            running.decrementAndGet();
            return beside;
        };
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(threads.submit(task));
        }
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> threads.submit(task));
        await().until(() -> running.get() == 2);
        release.complete(null);
        for (Future<Integer> each : all) {
            assertThat(each.get(10, TimeUnit.SECONDS)).isBetween(1, 2);
        }
        threads.shutdownNow();
    }

    @Test
    void the_thread_that_was_free_last_has_the_next_task() throws Exception {
        ExecutorService threads = Threads.blocking("test", 3, 1);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<Thread>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(threads.submit(() -> {
                together.await(10, TimeUnit.SECONDS);
                return Thread.currentThread();
            }));
        }
        for (Future<Thread> each : all) {
            awaitIdle(each.get(10, TimeUnit.SECONDS));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Thread ran = threads.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
            names.add(ran.getName());
            assertThat(ran.isDaemon()).isTrue();
            awaitIdle(ran);
        }
        threads.shutdownNow();
        assertThat(names).hasSize(1).allMatch(name -> name.matches("test-[123]"));
    }

    private static void awaitIdle(Thread thread) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() ->
                        Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState()));
    }
}
