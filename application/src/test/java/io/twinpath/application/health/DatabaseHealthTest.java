package io.twinpath.application.health;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.fallback.Fallback;
import io.twinpath.application.fallback.FallbackConfig;
import io.twinpath.application.fallback.FallbackSettingsWriter;
import io.twinpath.application.health.DatabaseReport.Status;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.settings.InMemorySettings;
import io.twinpath.domain.user.UserFixtures;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.WriterContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatabaseHealthTest {
    private static final StoreUnavailable OUTAGE =
            new StoreUnavailable(Reason.OUTAGE, "08006", "the connection was lost, SQLSTATE 08006", null);
    private static final SettingsChange NOTHING = new SettingsChange(null, null, null, null, null, null, null);

    @AutoClose("shutdownNow")
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    private final Path async = new Path("async");
    private final Path sync = new Path("sync");
    private final Fallback fallback = new Fallback("async", "sync", FallbackConfig.DEFAULT);
    private final InMemorySettings settings = new InMemorySettings(UserFixtures.ann());
    private final SettingsWriter writer =
            new FallbackSettingsWriter((write, change) -> CompletableFuture.failedStage(OUTAGE), settings, fallback);
    private final Readiness readiness =
            new Readiness(List.of(async, sync), Duration.ofSeconds(1), scheduler, Clock.systemUTC());
    private final DatabaseHealth health =
            new DatabaseHealth(List.of(async, sync), readiness, fallback, Clock.systemUTC());

    private static final class Path implements DataPath {
        private final String name;
        private volatile boolean up = true;
        private volatile int pending;

        Path(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public PoolStatistics pool() {
            return new PoolStatistics("Pool", 2, 2, 2, 2, 2, 0, pending, 9, Duration.ofMillis(9), 0);
        }

        @Override
        public CompletionStage<Duration> probe() {
            return up ? completedStage(Duration.ofMillis(1)) : CompletableFuture.failedStage(OUTAGE);
        }
    }

    private void probe() {
        readiness.start(Duration.ofMillis(1));
        awaitOk();
    }

    private void awaitOk() {
        await().until(() -> {
            health.tick();
            return health.report().status() == Status.OK;
        });
    }

    @Test
    void before_any_probe_it_is_down() {
        assertThat(health.report().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void with_a_path_that_probes_do_not_reach_it_is_degraded_since_then_and_with_both_it_is_down() {
        probe();
        assertThat(health.report().degradedSince()).isEmpty();
        sync.up = false;
        await().until(() -> health.report().status() == Status.DEGRADED);
        var since = health.report().degradedSince();
        assertThat(since).isPresent();
        async.up = false;
        await().until(() -> health.report().status() == Status.DOWN);
        assertThat(health.report().degradedSince()).isEqualTo(since);
        async.up = true;
        sync.up = true;
        awaitOk();
        assertThat(health.report().degradedSince()).isEmpty();
    }

    @Test
    void a_path_left_alone_by_its_breaker_is_degraded_although_probes_reach_it_and_its_last_failure_is_kept() {
        probe();
        for (int i = 0; i < 10; i++) {
            Outcome.of(writer.change(WriterContract.by(UserFixtures.ann().user()), NOTHING));
        }
        DatabaseReport report = health.report();
        assertThat(report.status()).isEqualTo(Status.DEGRADED);
        assertThat(report.path("async").breaker()).isEqualTo(BreakerState.OPEN);
        assertThat(report.lastFailure()).hasValueSatisfying(last -> {
            assertThat(last.path()).isEqualTo("async");
            assertThat(last.failure().code()).contains("08006");
        });
        assertThat(report.path("sync").lastFailure()).isEmpty();
    }

    @Test
    void a_path_is_well_again_when_it_has_been_for_seconds_and_not_between_two_trials() {
        probe();
        sync.up = false;
        await().until(() -> health.report().status() == Status.DEGRADED);
        sync.up = true;
        await().until(() -> readiness.of("sync").up());
        for (int tick = 1; tick <= 3; tick++) {
            health.tick();
            assertThat(health.report().status()).as("after tick %s", tick).isEqualTo(Status.DEGRADED);
        }
        health.tick();
        assertThat(health.report().status()).isEqualTo(Status.OK);
    }

    @Test
    void a_pool_is_near_exhaustion_only_when_callers_have_waited_for_seconds() {
        probe();
        for (int tick = 0; tick < 40; tick++) {
            health.tick();
        }
        assertThat(health.report().path("async").nearExhaustion())
                .as("all lent, nobody waits")
                .isFalse();
        async.pending = 1;
        for (int tick = 1; tick <= 10; tick++) {
            assertThat(health.report().path("async").nearExhaustion())
                    .as("before tick %s", tick)
                    .isFalse();
            health.tick();
        }
        assertThat(health.report().path("async").nearExhaustion()).isTrue();
        assertThat(health.report().path("sync").nearExhaustion()).isFalse();
        async.pending = 0;
        health.tick();
        assertThat(health.report().path("async").nearExhaustion()).isFalse();
    }
}
