package io.twinpath.persistence.async;

import static io.twinpath.domain.user.UserFixtures.ann;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.domain.Outcome;
import io.twinpath.persistence.sync.Fault;
import io.twinpath.persistence.sync.FaultPlan;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class R2dbcPoolTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final TestDatabase database = TestPostgres.freshDatabase();

    private AsyncPersistence open(int poolSize) {
        return open(database::async, poolSize);
    }

    private static AsyncPersistence open(Supplier<DatabaseAddress> address, int poolSize) {
        return new AsyncPersistence(
                new AsyncConfig(address, poolSize, 100, Duration.ofMillis(50), PATIENT, PATIENT, "twinpath-async"));
    }

    @Test
    void a_pool_that_lends_nothing_while_the_database_answers_is_replaced() throws SQLException {
        try (AsyncPersistence path = open(1);
                Connection lock = database.connect()) {
            DataPath probes = path.monitored();
            await().until(() -> canReadSettings(path));
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK users");
            var stuck = path.users().findById(ann().user().id());
            await().until(database::someoneWaitsForALock);
            assertThat(canReadSettings(path)).isFalse();
            await().until(() -> {
                assertThat(canReadSettings(path)).isFalse();
                Outcome.of(probes.probe());
                return path.dataPath().pool().created() == 2;
            });
            assertThat(stuck.toCompletableFuture()).isNotDone();
            lock.rollback();
            await().until(() -> canReadSettings(path));
        }
    }

    @Test
    void the_connection_that_came_back_last_is_lent_next() {
        try (AsyncPersistence path = open(3)) {
            await().until(() -> path.dataPath().pool().idle() == 3);
            for (int i = 0; i < 10; i++) {
                path.users().findById(ann().user().id()).toCompletableFuture().join();
            }
            assertThat(database.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name = 'twinpath-async' AND query LIKE '% FROM users %'"))
                    .hasSize(1);
        }
    }

    @Test
    void connections_that_were_lost_are_made_again_though_nobody_asks() {
        try (AsyncPersistence path = open(3)) {
            DataPath probes = path.monitored();
            await().until(() -> path.dataPath().pool().total() == 3);
            database.terminate("twinpath-async");
            await().until(() -> {
                Outcome.of(probes.probe());
                return path.dataPath().pool().created() >= 6 && database.connectionsOf("twinpath-async") == 3;
            });
        }
    }

    @Test
    void connections_that_could_not_be_made_together_are_made_later() {
        int size = 20;
        try (PostgresProxy proxy = new PostgresProxy(database.async())) {
            AtomicReference<Supplier<DatabaseAddress>> way = new AtomicReference<>(proxy::address);
            try (AsyncPersistence path = open(() -> way.get().get(), size)) {
                await().until(() -> path.dataPath().pool().idle() == size);
                way.set(database::async);
                DataPath probes = path.monitored();
                await().until(() -> reaches(probes));
                AtomicInteger failures = new AtomicInteger();
                way.set(() -> {
                    failures.incrementAndGet();
                    throw new IllegalStateException("said sooner than twenty can be begun");
                });
                proxy.cut();
                await().until(() ->
                        !canReadSettings(path) && path.dataPath().pool().total() == 0);
                int before = failures.get();
                await().until(() -> reaches(probes) && failures.get() > before);
                way.set(database::async);
                await().until(() -> reaches(probes) && path.dataPath().pool().idle() == size);
            }
        }
    }

    @Test
    void pools_that_are_replaced_leave_none_of_the_connections_that_they_were_making() {
        try (PostgresProxy proxy = new PostgresProxy(database.async())) {
            AtomicReference<Supplier<DatabaseAddress>> way = new AtomicReference<>(proxy::address);
            try (AsyncPersistence path = open(() -> way.get().get(), 3)) {
                await().until(() -> path.dataPath().pool().idle() == 3);
                way.set(database::async);
                DataPath probes = path.monitored();
                await().until(() -> reaches(probes));
                way.set(proxy::address);
                proxy.cut();
                await().until(() ->
                        !canReadSettings(path) && path.dataPath().pool().total() == 0);
                CountDownLatch late = new CountDownLatch(1);
                AtomicInteger attempts = new AtomicInteger();
                way.set(() -> {
                    attempts.incrementAndGet();
                    awaitDown(late);
                    return database.async();
                });
                await("those of the pool, of the one in its place, and of the next")
                        .until(() -> reaches(probes) && !canReadSettings(path) && attempts.get() >= 9);
                long before = path.dataPath().pool().created();
                late.countDown();
                await().until(() -> path.dataPath().pool().created() == before + attempts.get()
                        && database.connectionsOf("twinpath-async") == 3);
                assertThat(path.dataPath().pool().idle()).isEqualTo(3);
            }
        }
    }

    private static void awaitDown(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_connection_made_anew_has_no_resolver_of_names_of_its_own() {
        try (AsyncPersistence path = open(3)) {
            await().until(() -> path.dataPath().pool().total() == 3);
            int resolvers = resolversThatReactorNettyKeeps();
            assertThat(resolvers).isPositive();
            database.terminate("twinpath-async");
            await().until(() -> {
                Outcome.of(path.users().findById(ann().user().id()));
                return path.dataPath().pool().created() >= 6;
            });
            assertThat(resolversThatReactorNettyKeeps()).isEqualTo(resolvers);
        }
    }

    /** For as long as the process runs. */
    private static int resolversThatReactorNettyKeeps() {
        try {
            Field kept = Class.forName("reactor.netty.transport.ClientTransportConfig")
                    .getDeclaredField("RESOLVERS_CACHE");
            kept.setAccessible(true);
            return ((Map<?, ?>) kept.get(null)).size();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void probes_that_are_given_up_leave_nothing_behind_that_the_next_would_wait_for() {
        try (PostgresProxy proxy = new PostgresProxy(database.async());
                AsyncPersistence path = new AsyncPersistence(AsyncConfig.of(proxy.address(), 1))) {
            DataPath probes = path.monitored();
            await().until(() -> reaches(probes));
            proxy.faults(sql -> Fault.STALL);
            for (int i = 0; i < 10; i++) {
                assertThat(reaches(probes)).isFalse();
            }
            proxy.faults(FaultPlan.none());
            await().until(() -> reaches(probes));
        }
    }

    private static boolean reaches(DataPath probes) {
        try {
            TimeLimit.of(probes.probe(), Duration.ofMillis(200)).join();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean canReadSettings(AsyncPersistence path) {
        try {
            return TimeLimit.of(path.settings().findByUser(ann().user().id()), Duration.ofMillis(200))
                    .join()
                    .isPresent();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
