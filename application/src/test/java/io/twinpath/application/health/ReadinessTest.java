package io.twinpath.application.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.PoolStatistics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    /** A path whose probes answer as told. */
    private static class Path implements DataPath {
        private final String name;
        private volatile CompletionStage<Duration> answer;

        Path(String name, CompletionStage<Duration> answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public PoolStatistics pool() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Duration> probe() {
            if (answer == null) {
                throw new IllegalStateException("a defect");
            }
            return answer;
        }
    }

    private static CompletionStage<Duration> up() {
        return CompletableFuture.completedStage(Duration.ofMillis(1));
    }

    private static CompletionStage<Duration> down() {
        return CompletableFuture.failedStage(new IllegalStateException("down"));
    }

    private Readiness watching(Path... paths) {
        Readiness readiness = new Readiness(List.of(paths), Duration.ofMillis(50), scheduler, Clock.systemUTC());
        readiness.start(Duration.ofMillis(5));
        return readiness;
    }

    @Test
    void not_ready_before_any_path_was_reached() {
        assertThat(new Readiness(List.of(new Path("async", up())), Duration.ofSeconds(1), scheduler, Clock.systemUTC())
                        .ready())
                .isFalse();
    }

    @Test
    void it_tells_once_as_a_path_is_reached_for_the_first_time() {
        Path sync = new Path("sync", down());
        Readiness readiness = watching(sync);
        assertThat(readiness.everReady().toCompletableFuture()).isNotDone();
        sync.answer = up();
        assertThat(readiness.everReady().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void ready_while_either_path_reaches_the_database() {
        Path async = new Path("async", down());
        Path sync = new Path("sync", up());
        Readiness readiness = watching(async, sync);
        await().until(readiness::ready);
        sync.answer = down();
        await().until(() -> !readiness.ready());
        async.answer = up();
        await().until(readiness::ready);
    }

    @Test
    void a_path_that_hangs_is_not_reached() {
        Path sync = new Path("sync", up());
        Readiness readiness = watching(sync);
        await().until(readiness::ready);
        CompletableFuture<Duration> hanging = new CompletableFuture<>();
        sync.answer = hanging;
        await().until(() -> !readiness.ready());
        assertThat(hanging).as("the probe was given up").isCancelled();
        sync.answer = up();
        await().until(readiness::ready);
    }

    @Test
    void a_probe_that_throws_is_a_path_not_reached_and_probing_goes_on() {
        Path sync = new Path("sync", null);
        Readiness readiness = watching(sync);
        assertThat(readiness.ready()).isFalse();
        sync.answer = up();
        await().until(readiness::ready);
    }

    @Test
    void not_ready_once_closed() {
        Readiness readiness = watching(new Path("sync", up()));
        await().until(readiness::ready);
        readiness.close();
        assertThat(readiness.ready()).isFalse();
    }

    @Test
    void one_probe_that_fails_or_succeeds_between_others_changes_nothing() {
        AtomicInteger probes = new AtomicInteger();
        AtomicReference<List<Boolean>> answers = new AtomicReference<>(List.of(true));
        DataPath path = new Path("sync", up()) {
            @Override
            public CompletionStage<Duration> probe() {
                List<Boolean> all = answers.get();
                return all.get(probes.getAndIncrement() % all.size()) ? up() : down();
            }
        };
        Readiness readiness = new Readiness(List.of(path), Duration.ofMillis(50), scheduler, Clock.systemUTC());
        readiness.start(Duration.ofMillis(1));
        await().until(readiness::ready);
        answers.set(List.of(true, false));
        int begun = probes.get();
        await().until(() -> {
            assertThat(readiness.ready()).isTrue();
            return probes.get() > begun + 40;
        });
        answers.set(List.of(false));
        await().until(() -> !readiness.ready());
        answers.set(List.of(true, false));
        int down = probes.get();
        await().until(() -> {
            assertThat(readiness.ready()).isFalse();
            return probes.get() > down + 40;
        });
    }
}
