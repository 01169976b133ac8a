package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.Tls;
import io.twinpath.application.datapath.Tls.Mode;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What pgjdbc sees of each fault, to the byte, and what the database has. */
class PostgresProxyTest {
    private static final String INSERT = "INSERT INTO mark (name) VALUES (?) RETURNING name";
    private static final String VICTIM = "victim";
    private static final String ROW = "D\0\0\0\u000b\0\1\0\0\0\1x";
    private static final String HALF_OF_COMPLETE = "C\0\0\0\u000fINS";

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final PostgresProxy proxy = new PostgresProxy(database.owner());
    private final PGSimpleDataSource victim = source(VICTIM);

    @BeforeEach
    void prepare() {
        database.execute("CREATE TABLE mark (name text NOT NULL)");
        victim.setSocketFactory(RecordingSockets.class.getName());
    }

    @AfterEach
    void others_are_well_and_nothing_is_left() throws SQLException {
        proxy.heal();
        try (Connection other = source("other").getConnection()) {
            assertThat(insert(other, "other")).isEqualTo("other");
        }
        awaitNoVictim();
        proxy.close();
        String threads = "postgres-proxy-" + proxy.address().host().port();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith(threads)));
    }

    @Test
    void without_a_fault_everything_passes() throws SQLException {
        try (Connection connection = victim.getConnection()) {
            long before = proxy.roundTrips();
            assertThat(insert(connection, "x")).isEqualTo("x");
            assertThat(proxy.roundTrips() - before).isEqualTo(1);
        }
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void cut_before_it_the_server_never_sees_it() throws SQLException {
        assertLost(struckBy(Fault.CUT_BEFORE), EOFException.class);
        awaitNoVictim();
        assertThat(rows()).isEmpty();
        assertThat(RecordingSockets.received()).isEmpty();
    }

    @Test
    void cut_before_its_completion_it_is_committed_and_the_client_has_but_its_rows() throws SQLException {
        assertLost(struckBy(Fault.CUT_BEFORE_COMPLETE), EOFException.class);
        assertThat(rows()).containsExactly("x");
        assertThat(RecordingSockets.received()).endsWith(ROW);
    }

    @Test
    void cut_inside_its_completion_it_is_committed_and_the_client_has_half_of_that() throws SQLException {
        assertLost(struckBy(Fault.CUT_INSIDE_COMPLETE), EOFException.class);
        assertThat(rows()).containsExactly("x");
        assertThat(RecordingSockets.received()).endsWith(ROW + HALF_OF_COMPLETE);
    }

    @Test
    void reset_it_is_committed_and_the_client_has_nothing() throws SQLException {
        assertThat(assertLost(struckBy(Fault.RESET), SocketException.class)).hasMessage("Connection reset");
        assertThat(rows()).containsExactly("x");
        assertThat(RecordingSockets.received()).isEmpty();
    }

    @Test
    void a_faked_end_by_an_administrator_looks_like_a_real_one_yet_it_is_committed() throws SQLException {
        String faked = describe(struckBy(Fault.FATAL));
        assertThat(rows()).containsExactly("x");
        try (Connection connection = victim.getConnection()) {
            database.terminate(VICTIM);
            awaitNoVictim();
            assertThat(faked).isEqualTo(describe(failure(connection, "y"))).startsWith("FATAL 57P01");
        }
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void stalled_it_is_committed_and_the_client_waits_till_it_gives_up() throws SQLException {
        victim.setSocketTimeout(1);
        assertLost(struckBy(Fault.STALL), SocketTimeoutException.class);
        assertThat(rows()).containsExactly("x");
        assertThat(RecordingSockets.received()).isEmpty();
    }

    @Test
    void delayed_it_is_answered_late_and_the_server_counts_its_time_from_then() throws SQLException {
        victim.setOptions("-c statement_timeout=600");
        try (Connection connection = victim.getConnection()) {
            proxy.once(PostgresProxyTest::isInsert, Fault.DELAY);
            long begun = System.nanoTime();
            assertThat(insert(connection, "x")).isEqualTo("x");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
            assertThat(insert(connection, "y")).isEqualTo("y");
        }
        assertThat(rows()).containsExactly("x", "y");
    }

    @Test
    void delayed_it_is_committed_after_the_client_has_gone() throws SQLException {
        victim.setSocketTimeout(1);
        proxy.delay(Duration.ofSeconds(3));
        assertLost(struckBy(Fault.DELAY), SocketTimeoutException.class);
        assertThat(rows()).isEmpty();
        await().until(() -> rows().equals(List.of("x")));
    }

    @Test
    void delayed_it_is_let_finish_even_by_a_server_that_looks_after_its_clients() throws SQLException {
        victim.setSocketTimeout(1);
        victim.setOptions("-c client_connection_check_interval=10");
        proxy.delay(Duration.ofMillis(1500));
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK mark IN ACCESS EXCLUSIVE MODE");
            assertLost(struckBy(Fault.DELAY), SocketTimeoutException.class);
            await().until(database::someoneWaitsForALock);
            await().during(Duration.ofMillis(300)).until(database::someoneWaitsForALock);
            lock.rollback();
        }
        await().until(() -> rows().equals(List.of("x")));
    }

    @Test
    void sliced_it_is_answered_as_ever_in_tiny_pieces() throws SQLException {
        String big = "y".repeat(20_000);
        try (Connection connection = victim.getConnection()) {
            assertThat(insert(connection, big)).isEqualTo(big);
            proxy.once(PostgresProxyTest::isInsert, Fault.SLICE);
            int before = RecordingSockets.reads();
            assertThat(insert(connection, big)).isEqualTo(big);
            assertThat(RecordingSockets.reads() - before).isGreaterThan(20);
            assertThat(proxy.injected(Fault.SLICE)).isEqualTo(1);
        }
        assertThat(rows()).containsExactly(big, big);
    }

    @Test
    void an_error_is_kept_from_the_client_like_a_completion() throws SQLException {
        try (Connection connection = victim.getConnection()) {
            proxy.once(PostgresProxyTest::isInsert, Fault.CUT_BEFORE_COMPLETE);
            assertLost(failure(connection, null), EOFException.class);
        }
        try (Connection connection = victim.getConnection()) {
            assertThat(failure(connection, null).getSQLState()).isEqualTo("23502");
        }
    }

    @Test
    void a_fault_armed_once_strikes_the_first_execution_of_its_sql_and_no_other() throws SQLException {
        database.execute("CREATE TABLE other (name text)");
        try (Connection connection = victim.getConnection();
                Statement statement = connection.createStatement()) {
            proxy.once(PostgresProxyTest::isInsert, Fault.CUT_BEFORE);
            statement.execute("SELECT 1");
            statement.execute("INSERT INTO other (name) VALUES ('z')");
            assertThat(proxy.injected(Fault.CUT_BEFORE)).isZero();
            assertLost(failure(connection, "x"), EOFException.class);
        }
        try (Connection connection = victim.getConnection()) {
            assertThat(insert(connection, "y")).isEqualTo("y");
        }
        assertThat(proxy.injected(Fault.CUT_BEFORE)).isEqualTo(1);
        assertThat(rows()).containsExactly("y");
    }

    @Test
    void a_statement_that_the_driver_has_named_is_known_by_its_sql() throws SQLException {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Connection connection = victim.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            proxy.faults(sql -> {
                heard.add(sql);
                return Fault.NONE;
            });
            for (int i = 0; i < 10; i++) {
                statement.setString(1, "x");
                statement.execute();
            }
            assertThat(heard).hasSize(10).containsOnly(INSERT.replace("?", "$1"));
            try (ResultSet named =
                    connection.createStatement().executeQuery("SELECT name FROM pg_prepared_statements")) {
                assertThat(named.next()).as("the driver to have named it").isTrue();
            }
            proxy.once(PostgresProxyTest::isInsert, Fault.CUT_BEFORE);
            assertLost(catchThrowableOfType(PSQLException.class, statement::execute), EOFException.class);
        }
        awaitNoVictim();
        assertThat(rows()).hasSize(10);
    }

    @Test
    void a_simple_query_is_struck_too() throws SQLException {
        victim.setPreferQueryMode(PreferQueryMode.SIMPLE);
        assertLost(struckBy(Fault.CUT_INSIDE_COMPLETE), EOFException.class);
        assertThat(rows()).containsExactly("x");
        assertThat(RecordingSockets.received()).endsWith(ROW + HALF_OF_COMPLETE);
    }

    @Test
    void of_several_executions_in_one_round_the_one_that_was_meant_is_struck() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        try (Connection connection = victim.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO mark (name) VALUES (?)")) {
            for (String name : List.of("x", "y", "z")) {
                statement.setString(1, name);
                statement.addBatch();
            }
            proxy.faults(sql -> asked.getAndIncrement() == 1 ? Fault.CUT_INSIDE_COMPLETE : Fault.NONE);
            RecordingSockets.forget();
            assertThat(catchThrowableOfType(SQLException.class, statement::executeBatch)
                            .getSQLState())
                    .isEqualTo("08006");
        }
        assertThat(RecordingSockets.received()).containsOnlyOnce("INSERT 0 1\0").endsWith(HALF_OF_COMPLETE);
        assertThat(rows()).containsExactly("x", "y", "z");
    }

    @Test
    void in_a_transaction_a_statement_is_struck_before_it_is_committed() throws SQLException {
        try (Connection connection = victim.getConnection()) {
            connection.setAutoCommit(false);
            proxy.once(PostgresProxyTest::isInsert, Fault.CUT_INSIDE_COMPLETE);
            RecordingSockets.forget();
            assertLost(failure(connection, "x"), EOFException.class);
        }
        assertThat(RecordingSockets.received()).contains("BEGIN\0").endsWith(ROW + HALF_OF_COMPLETE);
        awaitNoVictim();
        assertThat(rows()).isEmpty();
    }

    @Test
    void stalled_nothing_that_is_asked_later_is_answered_either() throws SQLException {
        victim.setSocketTimeout(1);
        try (Connection connection = victim.getConnection()) {
            connection.setAutoCommit(false);
            proxy.once("BEGIN"::equals, Fault.STALL);
            RecordingSockets.forget();
            assertLost(failure(connection, "x"), SocketTimeoutException.class);
        }
        assertThat(RecordingSockets.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE_COMPLETE", "CUT_INSIDE_COMPLETE", "RESET", "FATAL"})
    void a_completion_that_comes_long_before_the_commit_is_not_taken_for_it(Fault fault) throws SQLException {
        database.execute(
                "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE NOTICE ''which sends all that was held back''; PERFORM pg_sleep(0.5); RETURN NULL; END'");
        database.execute("CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON mark DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION linger()");
        struckBy(fault);
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void a_commit_is_an_execution() throws SQLException {
        assertLost(commitStruckBy(Fault.CUT_BEFORE), EOFException.class);
        awaitNoVictim();
        assertThat(rows()).isEmpty();
        assertLost(commitStruckBy(Fault.CUT_BEFORE_COMPLETE), EOFException.class);
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void every_connection_has_a_fate_of_its_own() throws Exception {
        victim.setSocketTimeout(3);
        proxy.faults(sql -> Arrays.stream(Fault.values())
                .filter(fault -> sql.contains("/* " + fault + " */"))
                .findAny()
                .orElse(Fault.NONE));
        List<Fault> faults = Stream.of(Fault.values(), Fault.values(), Fault.values())
                .flatMap(Arrays::stream)
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(faults.size());
        List<Future<Boolean>> answered = threads.invokeAll(faults.stream()
                .<Callable<Boolean>>map(fault -> () -> isAnswered(fault))
                .toList());
        threads.shutdown();
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            assertThat(answered.get(i).get())
                    .as(fault.name())
                    .isEqualTo(fault == Fault.NONE || fault == Fault.DELAY || fault == Fault.SLICE);
            assertThat(proxy.injected(fault)).as(fault.name()).isGreaterThanOrEqualTo(3);
        }
        awaitNoVictim();
        assertThat(rows()).hasSize(3 * (Fault.values().length - 1)).doesNotContain(Fault.CUT_BEFORE.name());
    }

    @Test
    void refused_no_connection_is_made_and_those_there_are_stay() throws SQLException {
        try (Connection connection = victim.getConnection()) {
            proxy.refuse();
            for (int i = 0; i < 3; i++) {
                PSQLException refusal = catchThrowableOfType(PSQLException.class, victim::getConnection);
                assertThat(refusal.getSQLState()).isEqualTo("08001");
                assertThat(refusal.getCause()).isInstanceOf(ConnectException.class);
            }
            assertThat(insert(connection, "x")).isEqualTo("x");
            proxy.heal();
            try (Connection later = victim.getConnection()) {
                assertThat(insert(later, "y")).isEqualTo("y");
            }
            assertThat(insert(connection, "z")).isEqualTo("z");
        }
    }

    @Test
    void cut_every_connection_ends_and_every_new_one_at_once() throws SQLException {
        try (Connection connection = victim.getConnection()) {
            proxy.cut();
            assertThat(failure(connection, "x").getSQLState()).isEqualTo("08006");
            assertThat(catchThrowableOfType(PSQLException.class, victim::getConnection)
                            .getSQLState())
                    .isEqualTo("08001");
        }
        assertThat(rows()).isEmpty();
    }

    @Test
    void cut_while_it_is_delayed_the_server_never_sees_it() throws Exception {
        proxy.delay(Duration.ofHours(1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<PSQLException> failure = thread.submit(() -> struckBy(Fault.DELAY));
        thread.shutdown();
        await().until(() -> proxy.injected(Fault.DELAY) == 1);
        proxy.cut();
        assertThat(failure.get().getSQLState()).isEqualTo("08006");
        awaitNoVictim();
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_running_statement_can_be_cancelled() throws SQLException {
        try (Connection connection = victim.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(catchThrowableOfType(PSQLException.class, () -> statement.execute("SELECT pg_sleep(60)"))
                            .getSQLState())
                    .isEqualTo("57014");
        }
    }

    @Test
    void a_client_that_would_rather_have_tls_is_understood_when_the_server_has_none() throws SQLException {
        victim.setSslMode(Mode.PREFER.code());
        assertLost(struckBy(Fault.CUT_BEFORE_COMPLETE), EOFException.class);
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void tls_passes_unread(@TempDir Path folder) throws SQLException {
        Tls tls = new Tls(Mode.REQUIRE, Optional.empty(), Optional.empty(), Optional.empty());
        try (TlsPostgres server = new TlsPostgres(folder);
                PostgresProxy between =
                        new PostgresProxy(server.address("localhost").with(tls))) {
            between.faults(sql -> Fault.CUT_BEFORE);
            try (Connection connection =
                            PostgresSource.of(between.address(), "tls").getConnection();
                    ResultSet encrypted = connection
                            .createStatement()
                            .executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
                assertThat(encrypted.next()).isTrue();
                assertThat(encrypted.getBoolean(1)).isTrue();
            }
            await().until(() -> server.control().connectionsOf("tls") == 0);
            assertThat(between.injected(Fault.CUT_BEFORE)).isZero();
        }
    }

    private PGSimpleDataSource source(String applicationName) {
        PGSimpleDataSource source = PostgresSource.of(proxy.address(), applicationName);
        source.setSocketTimeout(20);
        return source;
    }

    /** What the client sees of an insert of {@code x} that fails. */
    private PSQLException struckBy(Fault fault) throws SQLException {
        try (Connection connection = victim.getConnection()) {
            proxy.once(PostgresProxyTest::isInsert, fault);
            RecordingSockets.forget();
            PSQLException failure = failure(connection, "x");
            assertThat(proxy.injected(fault)).isEqualTo(1);
            assertThat(connection.isClosed()).isTrue();
            return failure;
        }
    }

    private PSQLException commitStruckBy(Fault fault) throws SQLException {
        try (Connection connection = victim.getConnection()) {
            connection.setAutoCommit(false);
            proxy.once("COMMIT"::equals, fault);
            insert(connection, "x");
            return catchThrowableOfType(PSQLException.class, connection::commit);
        }
    }

    private boolean isAnswered(Fault fault) {
        try (Connection connection = victim.getConnection()) {
            return insert(connection, "/* " + fault + " */ " + INSERT, fault.name())
                    .equals(fault.name());
        } catch (SQLException e) {
            return false;
        }
    }

    private static Throwable assertLost(PSQLException failure, Class<? extends Throwable> cause) {
        assertThat(failure.getSQLState()).isEqualTo("08006");
        assertThat(failure.getCause()).isExactlyInstanceOf(cause);
        return failure.getCause();
    }

    private static PSQLException failure(Connection connection, String name) {
        return catchThrowableOfType(PSQLException.class, () -> insert(connection, name));
    }

    private static String describe(PSQLException failure) {
        ServerErrorMessage message = failure.getServerErrorMessage();
        return Stream.of(message.getSeverity(), message.getSQLState(), message.getMessage(), message.getRoutine())
                .collect(Collectors.joining(" "));
    }

    private static String insert(Connection connection, String name) throws SQLException {
        return insert(connection, INSERT, name);
    }

    private static String insert(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    private static boolean isInsert(String sql) {
        return sql.startsWith("INSERT INTO mark");
    }

    private List<String> rows() {
        return database.query("SELECT name FROM mark ORDER BY name");
    }

    private void awaitNoVictim() {
        await().until(() -> database.connectionsOf(VICTIM) == 0);
    }
}
