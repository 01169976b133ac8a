package io.twinpath.persistence.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.persistence.sync.Fault;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What the r2dbc driver sees of faults of the proxy, and what the database has. */
class R2dbcThroughProxyTest {
    private static final String INSERT = "INSERT INTO mark (name) VALUES ($1) RETURNING name";
    private static final String VICTIM = "victim";
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final PostgresProxy proxy = new PostgresProxy(database.owner());

    @BeforeEach
    void create() {
        database.execute("CREATE TABLE mark (name text NOT NULL)");
    }

    @AfterEach
    void others_are_well_and_nothing_is_left() {
        PostgresqlConnection other = connect("other");
        assertThat(insert(other, "other")).containsExactly("other");
        other.close().block(PATIENT);
        awaitNoVictim();
        proxy.close();
    }

    @Test
    void cut_before_it_the_server_never_sees_it() {
        assertClosed(struckBy(Fault.CUT_BEFORE));
        awaitNoVictim();
        assertThat(rows()).isEmpty();
    }

    @Test
    void cut_before_its_completion_it_is_committed() {
        assertClosed(struckBy(Fault.CUT_BEFORE_COMPLETE));
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void a_row_is_there_before_its_completion_and_proves_nothing() {
        PostgresqlConnection connection = connect(VICTIM);
        proxy.once(R2dbcThroughProxyTest::isInsert, Fault.CUT_BEFORE_COMPLETE);
        List<String> seen = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> inserting(connection, "x").doOnNext(seen::add).blockLast(PATIENT))
                .isInstanceOf(R2dbcNonTransientResourceException.class);
        assertThat(seen).containsExactly("x");
    }

    @Test
    void a_faked_end_by_an_administrator_is_one_yet_it_is_committed() {
        assertThat(struckBy(Fault.FATAL).getSqlState()).isEqualTo("57P01");
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void delayed_it_is_answered_late_and_the_server_counts_its_time_from_then() {
        PostgresqlConnection connection = connect(VICTIM);
        proxy.once(R2dbcThroughProxyTest::isInsert, Fault.DELAY);
        long begun = System.nanoTime();
        assertThat(insert(connection, "x")).containsExactly("x");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        connection.close().block(PATIENT);
        assertThat(rows()).containsExactly("x");
    }

    @Test
    void delayed_it_is_committed_after_the_client_has_gone() {
        PostgresqlConnection connection = connect(VICTIM);
        proxy.delay(Duration.ofSeconds(2));
        proxy.once(R2dbcThroughProxyTest::isInsert, Fault.DELAY);
        assertThatThrownBy(() -> inserting(connection, "x").blockLast(Duration.ofMillis(100)))
                .hasMessageContaining("Timeout");
        connection.close().subscribe();
        assertThat(rows()).isEmpty();
        await().until(() -> rows().equals(List.of("x")));
    }

    @Test
    void sliced_it_is_answered_as_ever() {
        PostgresqlConnection connection = connect(VICTIM);
        proxy.faults(sql -> Fault.SLICE);
        String big = "y".repeat(5000);
        for (int i = 0; i < 3; i++) {
            assertThat(insert(connection, big)).containsExactly(big);
        }
        proxy.faults(sql -> Fault.NONE);
        connection.close().block(PATIENT);
        assertThat(proxy.injected(Fault.SLICE)).isEqualTo(3);
        assertThat(rows()).hasSize(3);
    }

    @Test
    void each_execution_is_heard_with_its_sql_whether_prepared_or_simple() {
        List<String> heard = new CopyOnWriteArrayList<>();
        PostgresqlConnection connection = connect(VICTIM);
        proxy.faults(sql -> {
            heard.add(sql);
            return Fault.NONE;
        });
        insert(connection, "x");
        connection
                .createStatement("SELECT 1")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .blockLast(PATIENT);
        insert(connection, "y");
        connection
                .createStatement(INSERT)
                .bind("$1", "a")
                .add()
                .bind("$1", "b")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .blockLast(PATIENT);
        connection.close().block(PATIENT);
        assertThat(heard).containsExactly(INSERT, "SELECT 1", INSERT, INSERT, INSERT);
    }

    @Test
    void a_statement_known_to_the_server_is_struck_too() {
        PostgresqlConnection connection = connect(VICTIM);
        insert(connection, "x");
        proxy.once(R2dbcThroughProxyTest::isInsert, Fault.CUT_BEFORE);
        assertClosed(failure(connection, "y"));
        awaitNoVictim();
        assertThat(rows()).containsExactly("x");
    }

    /** What the client sees of an insert of {@code x} that fails. */
    private R2dbcNonTransientResourceException struckBy(Fault fault) {
        PostgresqlConnection connection = connect(VICTIM);
        proxy.once(R2dbcThroughProxyTest::isInsert, fault);
        R2dbcNonTransientResourceException failure = failure(connection, "x");
        assertThat(proxy.injected(fault)).isEqualTo(1);
        return failure;
    }

    private static void assertClosed(R2dbcNonTransientResourceException failure) {
        assertThat(failure).hasMessageContaining("closed");
    }

    private static R2dbcNonTransientResourceException failure(PostgresqlConnection connection, String name) {
        return catchThrowableOfType(R2dbcNonTransientResourceException.class, () -> insert(connection, name));
    }

    private PostgresqlConnection connect(String applicationName) {
        DatabaseAddress address = proxy.address();
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(address.host().name())
                        .port(address.host().port())
                        .database(address.database())
                        .username(address.user())
                        .password(address.password())
                        .applicationName(applicationName)
                        .options(Map.of("statement_timeout", "600"))
                        .build())
                .create()
                .block(PATIENT);
    }

    private static List<String> insert(PostgresqlConnection connection, String name) {
        return inserting(connection, name).collectList().block(PATIENT);
    }

    private static Flux<String> inserting(PostgresqlConnection connection, String name) {
        return connection
                .createStatement(INSERT)
                .bind("$1", name)
                .execute()
                .flatMap(result -> result.map(row -> row.get(0, String.class)));
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
