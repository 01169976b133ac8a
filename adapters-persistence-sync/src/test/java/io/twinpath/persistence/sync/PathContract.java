package io.twinpath.persistence.sync;

import static io.twinpath.domain.user.UserFixtures.ann;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriterContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a path to PostgreSQL behaves when all is well and when it is not; bind it to each technology. */
public interface PathContract {
    int POOL_SIZE = 3;

    /** A path that is open. */
    record Path(
            UserRepository users,
            SettingsQuery settings,
            SettingsWriter writer,
            DataPath dataPath,
            AutoCloseable resources)
            implements AutoCloseable {
        CompletionStage<Optional<User>> readAnn() {
            return users.findById(ann().user().id());
        }

        CompletionStage<Optional<UserSettings>> makeAnnsLight(Write write) {
            return writer.change(write, new SettingsChange(Theme.LIGHT, null, null, null, null, null, null));
        }

        boolean answers() {
            try {
                return TimeLimit.of(readAnn(), Duration.ofMillis(600)).join().isPresent();
            } catch (RuntimeException e) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                resources.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Opens a path with that many connections, for which that many calls may wait; the server ends what takes longer. */
    Path open(Supplier<DatabaseAddress> addresses, int poolSize, int waiting, Duration serverLimit);

    default Path open(DatabaseAddress address, int poolSize, int waiting, Duration serverLimit) {
        return open(() -> address, poolSize, waiting, serverLimit);
    }

    default Path open(DatabaseAddress address, int poolSize) {
        return open(address, poolSize, 100, Duration.ofMillis(300));
    }

    String name();

    @Test
    default void a_read_is_one_round_trip_also_after_a_while() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync());
                Path path = open(proxy.address(), 1)) {
            await().until(path::answers);
            assertOneRoundTrip(proxy, path);
            await("the connection to be idle for longer than pools trust one")
                    .until(() -> database.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND application_name = '" + applicationName()
                                            + "' AND now() - state_change > interval '700 ms'")
                                    .size()
                            == 1);
            assertOneRoundTrip(proxy, path);
        }
    }

    private static void assertOneRoundTrip(PostgresProxy proxy, Path path) {
        long before = proxy.roundTrips();
        assertThat(Outcome.of(path.readAnn())).contains(ann().user());
        assertThat(proxy.roundTrips() - before).as("a profile").isEqualTo(1);
        Optional<GuardedSettings> settings =
                Outcome.of(path.settings().findByUser(ann().user().id()));
        assertThat(settings).contains(SettingsFixtures.anns());
        assertThat(proxy.roundTrips() - before).as("and settings").isEqualTo(2);
    }

    @Test
    default void a_write_is_one_round_trip_and_leaves_one_entry_of_the_names_of_what_was_changed() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync());
                Path path = open(proxy.address(), 1)) {
            await().until(path::answers);
            long before = proxy.roundTrips();
            assertThat(Outcome.of(path.makeAnnsLight(WriterContract.by(ann().user()))))
                    .isPresent();
            assertThat(proxy.roundTrips() - before).isEqualTo(1);
        }
        assertThat(database.query("SELECT user_id || ' ' || fields::text || ' ' || request_id FROM audit_trail"))
                .containsExactly("1 {theme} request-1");
        assertThat(database.query("SELECT result->>'theme' FROM write_ledger")).containsExactly("light");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE", "CUT_BEFORE_COMPLETE", "CUT_INSIDE_COMPLETE", "RESET", "FATAL"})
    default void a_write_without_an_answer_is_in_doubt_and_the_same_write_again_settles_it(Fault fault) {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync());
                Path path = open(proxy.address(), POOL_SIZE)) {
            await().until(path::answers);
            proxy.faults(FaultPlan.once(sql -> sql.contains("audit_trail"), fault));
            Write write = WriterContract.by(ann().user());
            assertThat(Outcome.failureOf(path.makeAnnsLight(write))).isInstanceOf(OutcomeUnknown.class);
            assertThat(database.query("SELECT write_id FROM write_ledger"))
                    .as("what was done")
                    .hasSize(fault == Fault.CUT_BEFORE ? 0 : 1);
            await().until(path::answers);
            assertThat(Outcome.of(path.makeAnnsLight(write))).hasValueSatisfying(settings -> {
                assertThat(settings.theme()).isEqualTo(Theme.LIGHT);
                assertThat(settings.version().value())
                        .isEqualTo(SettingsFixtures.anns().settings().version().value() + 1);
            });
            assertThat(database.query("SELECT user_id FROM audit_trail")).hasSize(1);
        }
    }

    @Test
    default void a_write_that_the_server_ends_is_surely_not_done() throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), POOL_SIZE)) {
            await().until(path::answers);
            Write write = WriterContract.by(ann().user());
            try (Connection lock = locking(database)) {
                assertOutage(Outcome.failureOf(path.makeAnnsLight(write)), Reason.TIMEOUT);
                lock.rollback();
            }
            assertThat(Outcome.of(path.makeAnnsLight(write))).isPresent();
            database.execute(
                    "REVOKE INSERT ON audit_trail FROM " + database.sync().user());
            assertOutage(Outcome.failureOf(path.makeAnnsLight(WriterContract.by(ann().user()))), Reason.DEFECT);
            assertThat(database.query("SELECT user_id FROM write_ledger"))
                    .as("all of a write or nothing")
                    .hasSize(1);
        }
    }

    @Test
    default void a_write_that_waited_for_its_user_s_deactivation_is_refused() throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), POOL_SIZE, 100, Duration.ofSeconds(20));
                Connection administrator = database.connect()) {
            await().until(path::answers);
            administrator.setAutoCommit(false);
            administrator.createStatement().execute("UPDATE users SET active = false");
            CompletionStage<Optional<UserSettings>> written = path.makeAnnsLight(WriterContract.by(ann().user()));
            await().until(database::someoneWaitsForALock);
            administrator.commit();
            assertThat(Outcome.of(written)).isEmpty();
        }
    }

    @Test
    default void a_write_for_which_there_is_no_connection_is_surely_not_done() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync())) {
            proxy.cut();
            try (Path path = open(proxy.address(), POOL_SIZE)) {
                assertOutage(Outcome.failureOf(path.makeAnnsLight(WriterContract.by(ann().user()))), Reason.OUTAGE);
            }
        }
    }

    @Test
    default void the_pool_fills_before_it_is_asked_and_operators_know_it_by_name() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), POOL_SIZE)) {
            await().until(() -> database.connectionsOf(applicationName()) == POOL_SIZE);
            assertThat(path.dataPath().name()).isEqualTo(name());
        }
        await("closing to leave no connection").until(() -> database.connectionsOf(applicationName()) == 0);
    }

    @Test
    default void many_readers_never_take_more_connections_than_the_pool_has() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), POOL_SIZE)) {
            var answers = Stream.generate(path::readAnn).limit(100).toList();
            answers.forEach(answer -> assertThat(Outcome.of(answer)).contains(ann().user()));
            assertThat(database.connectionsOf(applicationName())).isLessThanOrEqualTo(POOL_SIZE);
        }
    }

    @Test
    default void a_path_opens_without_its_database_and_finds_it_later() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync())) {
            proxy.cut();
            try (Path path = open(proxy.address(), POOL_SIZE)) {
                assertOutage(Outcome.failureOf(path.readAnn()), Reason.OUTAGE);
                proxy.heal();
                await().until(path::answers);
            }
        }
    }

    @Test
    default void a_server_that_has_no_such_database_is_an_outage() {
        DatabaseAddress known = TestPostgres.freshDatabase().sync();
        DatabaseAddress unknown = new DatabaseAddress(
                known.host().name(), known.host().port(), "no_such_database", known.user(), known.password());
        try (Path path = open(unknown, POOL_SIZE)) {
            assertOutage(Outcome.failureOf(path.readAnn()), Reason.OUTAGE);
        }
    }

    @Test
    default void the_address_is_asked_anew_for_each_connection() {
        TestDatabase database = TestPostgres.freshDatabase();
        AtomicReference<DatabaseAddress> current =
                new AtomicReference<>(database.sync().as("nobody", "before it was rotated"));
        try (Path path = open(current::get, POOL_SIZE, 100, Duration.ofMillis(300))) {
            assertOutage(Outcome.failureOf(path.readAnn()), Reason.OUTAGE);
            current.set(database.sync());
            await().until(path::answers);
        }
    }

    @Test
    default void a_database_that_goes_away_is_an_outage_and_comes_back() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync());
                Path path = open(proxy.address(), POOL_SIZE)) {
            await().until(path::answers);
            proxy.cut();
            assertOutage(Outcome.failureOf(path.readAnn()), Reason.OUTAGE);
            assertOutage(Outcome.failureOf(path.dataPath().probe()), Reason.OUTAGE);
            proxy.heal();
            await().until(path::answers);
        }
    }

    @Test
    default void a_network_that_swallows_everything_ends_no_path_for_good() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy proxy = new PostgresProxy(database.sync());
                Path path = open(proxy.address(), POOL_SIZE)) {
            await().until(path::answers);
            proxy.blackHole();
            var answers = Stream.generate(path::readAnn)
                    .limit(2 * POOL_SIZE)
                    .map(answer -> TimeLimit.of(answer, Duration.ofMillis(600)))
                    .toList();
            answers.forEach(answer -> assertThat(Outcome.failureOf(answer)).isNotNull());
            proxy.heal();
            await().until(path::answers);
            await().until(() -> database.connectionsOf(applicationName()) <= POOL_SIZE);
        }
    }

    @Test
    default void a_terminated_connection_is_replaced() {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), POOL_SIZE)) {
            await().until(() -> database.connectionsOf(applicationName()) == POOL_SIZE);
            database.terminate(applicationName());
            await().until(path::answers);
            await().until(() -> database.connectionsOf(applicationName()) == POOL_SIZE);
        }
    }

    @Test
    default void a_lock_is_waited_for_no_longer_than_the_lock_time_out() throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), POOL_SIZE);
                Connection lock = locking(database)) {
            assertOutage(Outcome.failureOf(path.readAnn()), Reason.TIMEOUT);
            lock.rollback();
            assertThat(Outcome.of(path.readAnn())).contains(ann().user());
        }
    }

    @Test
    default void more_callers_than_may_wait_are_refused_at_once_and_the_others_answered() throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), 1, 1, Duration.ofSeconds(20))) {
            await().until(path::answers);
            CompletionStage<Optional<User>> working;
            CompletionStage<Optional<User>> waiting;
            try (Connection lock = locking(database)) {
                working = path.readAnn();
                await().until(database::someoneWaitsForALock);
                waiting = path.readAnn();
                assertOutage(Outcome.failureOf(path.readAnn()), Reason.OVERLOAD);
                lock.rollback();
            }
            assertThat(Outcome.of(working)).contains(ann().user());
            assertThat(Outcome.of(waiting)).contains(ann().user());
        }
    }

    @Test
    default void a_call_given_up_gives_its_connection_back() throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), 1)) {
            await().until(path::answers);
            try (Connection lock = locking(database)) {
                for (int i = 0; i < 5; i++) {
                    assertThat(Outcome.failureOf(TimeLimit.of(path.readAnn(), Duration.ofMillis(20))))
                            .isNotNull();
                }
                lock.rollback();
            }
            await().until(path::answers);
            assertThat(database.connectionsOf(applicationName())).isLessThanOrEqualTo(1);
        }
    }

    @Test
    default void a_revoked_grant_is_a_defect_not_an_answer() {
        TestDatabase database = TestPostgres.freshDatabase();
        database.execute("REVOKE ALL ON users FROM " + database.sync().user());
        try (Path path = open(database.sync(), POOL_SIZE)) {
            assertOutage(Outcome.failureOf(path.readAnn()), Reason.DEFECT);
        }
    }

    @Test
    default void a_stored_value_that_breaks_a_rule_is_a_defect_not_an_answer() {
        TestDatabase database = TestPostgres.freshDatabase();
        database.execute("UPDATE user_settings SET timezone = 'Mars/Olympus_Mons'");
        try (Path path = open(database.sync(), POOL_SIZE)) {
            assertOutage(
                    Outcome.failureOf(path.settings().findByUser(ann().user().id())), Reason.DEFECT);
        }
    }

    @Test
    default void a_probe_tells_how_long_it_took() {
        try (Path path = open(TestPostgres.freshDatabase().sync(), POOL_SIZE)) {
            assertThat(Outcome.of(path.dataPath().probe())).isBetween(Duration.ofNanos(1), Duration.ofSeconds(10));
        }
    }

    @Test
    default void what_the_pool_says_of_its_use_is_what_the_database_sees() throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Path path = open(database.sync(), POOL_SIZE, 100, Duration.ofSeconds(20))) {
            await().until(() -> path.dataPath().pool().total() == POOL_SIZE);
            assertThat(path.dataPath().pool().active()).isZero();
            List<CompletionStage<Optional<User>>> calls = new ArrayList<>();
            try (Connection lock = locking(database)) {
                for (int wanted = 1; wanted <= POOL_SIZE + 2; wanted++) {
                    calls.add(path.readAnn());
                    int active = Math.min(wanted, POOL_SIZE);
                    int pending = wanted - active;
                    await().untilAsserted(() -> {
                        PoolStatistics pool = path.dataPath().pool();
                        assertThat(pool.active()).isEqualTo(active).isEqualTo(database.activeOf(applicationName()));
                        assertThat(pool.pending()).isEqualTo(pending);
                        assertThat(pool.idle()).isEqualTo(POOL_SIZE - active);
                        assertThat(pool.total()).isEqualTo(POOL_SIZE);
                    });
                }
                assertThat(path.dataPath().pool().exhausted()).isTrue();
                lock.rollback();
            }
            calls.forEach(Outcome::of);
            await().untilAsserted(() -> {
                PoolStatistics pool = path.dataPath().pool();
                assertThat(pool.active()).isZero();
                assertThat(pool.pending()).isZero();
                assertThat(pool.acquired()).isGreaterThanOrEqualTo(POOL_SIZE + 2);
                assertThat(pool.exhausted()).isFalse();
            });
        }
    }

    @Test
    default void what_the_pool_says_of_its_connections_is_what_the_database_sees_at_any_moment() {
        TestDatabase database = TestPostgres.freshDatabase();
        Random random = new Random(42);
        try (PostgresProxy proxy = new PostgresProxy(database.sync());
                Path path = open(proxy.address(), POOL_SIZE)) {
            long created = 0;
            for (int round = 0; round < 25; round++) {
                switch (random.nextInt(5)) {
                    case 0 -> database.terminate(applicationName());
                    case 1 -> {
                        proxy.cut();
                        Outcome.failureOf(path.readAnn());
                    }
                    default ->
                        Stream.generate(path::readAnn)
                                .limit(1 + random.nextInt(2 * POOL_SIZE))
                                .map(call -> call.handle((user, failure) -> 0))
                                .toList()
                                .forEach(Outcome::of);
                }
                await("round " + round).untilAsserted(() -> {
                    // a pool learns from a call that a connection has been ended
                    Stream.generate(path::readAnn)
                            .limit(POOL_SIZE)
                            .map(call -> call.handle((user, failure) -> 0))
                            .toList()
                            .forEach(Outcome::of);
                    PoolStatistics pool = path.dataPath().pool();
                    assertThat(pool.total()).isEqualTo(database.connectionsOf(applicationName()));
                    assertThat(pool.active() + pool.idle()).isEqualTo(pool.total());
                });
                PoolStatistics pool = path.dataPath().pool();
                assertThat(pool.overflow()).isZero();
                assertThat(pool.size()).isEqualTo(POOL_SIZE);
                assertThat(pool.created()).isGreaterThanOrEqualTo(Math.max(created, pool.total()));
                created = pool.created();
                proxy.heal();
            }
            assertThat(created).as("connections made, of which some were ended").isGreaterThan(POOL_SIZE);
        }
    }

    private String applicationName() {
        return "twinpath-" + name();
    }

    private static Connection locking(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK users IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    private static void assertOutage(Throwable failure, Reason reason) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        outage -> assertThat(outage.reason()).isEqualTo(reason));
    }
}
