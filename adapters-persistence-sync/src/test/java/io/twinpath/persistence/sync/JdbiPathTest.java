package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.user.UserFixtures;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriterContract;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JdbiPathTest implements PathContract {
    @Override
    public Path open(Supplier<DatabaseAddress> addresses, int poolSize, int waiting, Duration serverLimit) {
        return open(addresses, poolSize, waiting, serverLimit, Duration.ofSeconds(1));
    }

    private static Path open(
            Supplier<DatabaseAddress> addresses,
            int poolSize,
            int waiting,
            Duration serverLimit,
            Duration acquireTimeout) {
        ThreadPoolExecutor threads = threads(poolSize, waiting);
        SyncPersistence persistence =
                new SyncPersistence(config(addresses, poolSize, serverLimit, acquireTimeout), threads);
        return new Path(
                persistence.users(),
                persistence.settings(),
                persistence.settingsWriter(1000),
                persistence.dataPath(),
                () -> {
                    persistence.close();
                    threads.shutdown();
                });
    }

    private static ThreadPoolExecutor threads(int count, int waiting) {
        return new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting));
    }

    private static SyncConfig config(
            Supplier<DatabaseAddress> addresses, int poolSize, Duration serverLimit, Duration acquireTimeout) {
        return new SyncConfig(
                addresses,
                poolSize,
                acquireTimeout,
                serverLimit.multipliedBy(2),
                serverLimit,
                serverLimit,
                "twinpath-sync");
    }

    @Override
    public String name() {
        return "sync";
    }

    @Test
    void while_no_connection_can_be_made_nobody_waits_for_one() {
        TestDatabase database = TestPostgres.freshDatabase();
        Duration patient = Duration.ofMinutes(1);
        try (PostgresProxy proxy = new PostgresProxy(database.sync())) {
            proxy.cut();
            try (Path path = open(proxy::address, POOL_SIZE, 100, patient, patient)) {
                await().until(
                                () -> Outcome.failureOf(TimeLimit.of(path.readAnn(), Duration.ofMillis(500))),
                                failure -> failure instanceof StoreUnavailable outage
                                        && outage.reason() == StoreFailure.Reason.OUTAGE
                                        && outage.code().isPresent());
            }
        }
    }

    @Test
    void as_all_connections_are_lost_nobody_waits_for_one() {
        TestDatabase database = TestPostgres.freshDatabase();
        Duration patient = Duration.ofMinutes(1);
        try (PostgresProxy proxy = new PostgresProxy(database.sync());
                Path path = open(proxy::address, POOL_SIZE, 100, patient, patient)) {
            await().until(() -> database.connectionsOf("twinpath-sync") == POOL_SIZE);
            proxy.cut();
            assertThat(Outcome.failureOf(TimeLimit.of(path.readAnn(), Duration.ofSeconds(10))))
                    .isInstanceOfSatisfying(
                            StoreUnavailable.class,
                            outage -> assertThat(outage.reason()).isEqualTo(StoreFailure.Reason.OUTAGE));
        }
    }

    @Test
    void no_reader_sees_that_connections_were_terminated() {
        TestDatabase database = TestPostgres.freshDatabase();
        Duration patient = Duration.ofSeconds(10);
        try (Path path = open(database::sync, POOL_SIZE, 100, patient, patient)) {
            for (int i = 0; i < 5; i++) {
                await().until(() -> database.connectionsOf("twinpath-sync") == POOL_SIZE);
                database.terminate("twinpath-sync");
                assertThat(Outcome.of(path.readAnn()))
                        .contains(UserFixtures.ann().user());
            }
        }
    }

    @Test
    void one_caller_at_most_meets_a_connection_of_those_that_were_terminated() {
        TestDatabase database = TestPostgres.freshDatabase();
        assertMetOnce(database, database.sync(), () -> database.terminate("twinpath-sync"));
    }

    @Test
    void one_caller_at_most_meets_a_connection_of_those_that_a_firewall_forgot() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync())) {
            assertMetOnce(database, proxy.address(), proxy::forgetFlows);
        }
    }

    @Test
    void connections_that_were_terminated_are_replaced_though_only_a_probe_meets_one() {
        TestDatabase database = TestPostgres.freshDatabase();
        Duration limit = Duration.ofSeconds(10);
        ThreadPoolExecutor calls = threads(POOL_SIZE, 1);
        ThreadPoolExecutor probes = threads(1, 1);
        try (SyncPersistence persistence =
                new SyncPersistence(config(database::sync, POOL_SIZE, limit, limit), calls)) {
            DataPath path = persistence.monitored(probes);
            Outcome.of(path.probe());
            await().until(() -> database.connectionsOf("twinpath-sync") == POOL_SIZE);
            database.terminate("twinpath-sync-probe");
            database.terminate("twinpath-sync");
            Outcome.of(path.probe());
            await().untilAsserted(() -> {
                assertThat(database.connectionsOf("twinpath-sync")).isEqualTo(POOL_SIZE);
                assertThat(path.pool().total()).isEqualTo(POOL_SIZE);
            });
        } finally {
            calls.shutdown();
            probes.shutdown();
        }
    }

    private static void assertMetOnce(TestDatabase database, DatabaseAddress address, Runnable end) {
        try (Path path = open(() -> address, POOL_SIZE, 100, Duration.ofMillis(300), Duration.ofSeconds(10))) {
            await().until(() -> database.connectionsOf("twinpath-sync") == POOL_SIZE);
            end.run();
            Write write = WriterContract.by(UserFixtures.ann().user());
            assertThat(Outcome.failureOf(path.makeAnnsLight(write))).isInstanceOf(OutcomeUnknown.class);
            assertThat(Outcome.of(path.makeAnnsLight(write))).isPresent();
        }
    }
}
