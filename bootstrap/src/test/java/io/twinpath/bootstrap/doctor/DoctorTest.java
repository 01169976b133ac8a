package io.twinpath.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.DatabaseAddress.Host;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.application.datapath.Tls;
import io.twinpath.application.datapath.Tls.Mode;
import io.twinpath.domain.Outcome;
import io.twinpath.persistence.async.AsyncConfig;
import io.twinpath.persistence.async.AsyncPersistence;
import io.twinpath.persistence.sync.Migrations;
import io.twinpath.persistence.sync.Provisioning;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TlsPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault that the doctor can name, caused for real and found on both paths. */
class DoctorTest {
    @TempDir
    private static Path folder;

    private static TlsPostgres server;

    @BeforeAll
    static void start() {
        server = new TlsPostgres(folder);
        Migrations.migrate(server.control().owner());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void heal() {
        server.ssl(true);
        server.show(server.goodCertificate());
        Provisioning.grantTo(server.control().owner(), TlsPostgres.USER);
        server.control().execute("ALTER ROLE " + TlsPostgres.USER + " CONNECTION LIMIT -1");
        server.control().execute("ALTER ROLE " + TlsPostgres.USER + " RESET default_transaction_read_only");
        server.control().execute("ALTER SYSTEM RESET max_connections");
    }

    private static List<Finding> examine(DatabaseAddress address) {
        return examine(address, 10);
    }

    private static List<Finding> examine(DatabaseAddress address, int poolSize) {
        return new Doctor(
                        server.control().owner(),
                        AsyncConfig.of(address, poolSize),
                        SyncConfig.of(address, poolSize),
                        Clock.systemUTC())
                .examine();
    }

    private static DatabaseAddress verified(String host, Path root) {
        return server.address(host)
                .with(new Tls(Mode.VERIFY_FULL, Optional.of(root), Optional.empty(), Optional.empty()));
    }

    private static Path root() {
        return server.write("root.pem", server.ca().getCertificatePEM());
    }

    /** The same fault on both paths, and never the password. */
    private static void assertFound(Fault fault, DatabaseAddress address) {
        List<Finding> findings = examine(address);
        for (String path : List.of("async", "sync")) {
            assertThat(findings)
                    .as("%s", findings)
                    .filteredOn(each -> each.path().equals(path) && each.level() == Finding.Level.FAILED)
                    .extracting(each -> each.fault().orElseThrow())
                    .contains(fault);
        }
        assertThat(findings.toString()).doesNotContain("hunter2");
        assertPlainWords(findings);
    }

    private static void assertPlainWords(List<Finding> findings) {
        assertThat(findings)
                .extracting(Finding::detail)
                .allSatisfy(detail -> assertThat(detail)
                        .doesNotContain("Exception", "null", "SQLSTATE", "too many callers", "acquire"));
    }

    @Test
    void all_is_well() {
        List<Finding> findings = examine(verified("localhost", root()));
        assertThat(findings)
                .filteredOn(each -> !each.check().equals("TLS")) // a certificate of the tests may expire soon
                .allSatisfy(each -> assertThat(each.level()).as(each.toString()).isEqualTo(Finding.Level.OK));
        assertThat(findings)
                .filteredOn(each -> each.path().equals("sync"))
                .extracting(Finding::check)
                .containsExactly(
                        "address",
                        "name",
                        "TCP",
                        "TLS",
                        "log-in",
                        "writable",
                        "privileges",
                        "budget",
                        "clock",
                        "time-outs");
    }

    @Test
    void a_wrong_password() {
        assertFound(Fault.LOGIN_REFUSED, server.address("localhost").as(TlsPostgres.USER, "hunter2"));
    }

    @Test
    void a_wrong_database() {
        assertFound(Fault.NO_SUCH_DATABASE, in("nowhere", server.address("localhost")));
    }

    @Test
    void no_such_host() {
        assertFound(Fault.NO_SUCH_HOST, server.address("no-such-host.invalid"));
    }

    private static ServerSocket silence() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static Host at(ServerSocket socket) {
        return new Host("127.0.0.1", socket.getLocalPort());
    }

    private static Host closedPort() throws IOException {
        try (ServerSocket socket = silence()) {
            return at(socket);
        }
    }

    @Test
    void a_closed_port() throws IOException {
        assertFound(Fault.PORT_CLOSED, server.address("localhost").at(closedPort()));
    }

    @Test
    void a_port_that_is_silent() throws IOException {
        try (ServerSocket silent = silence()) {
            assertFound(Fault.PORT_SILENT, hasty(server.address("localhost")).at(at(silent)));
        }
    }

    /** One that waits no longer than a driver can be told. */
    private static DatabaseAddress hasty(DatabaseAddress address) {
        return new DatabaseAddress(
                address.hosts(),
                address.writable(),
                address.database(),
                address.user(),
                address.password(),
                address.tls(),
                Duration.ofSeconds(1),
                address.applicationName(),
                address.settings());
    }

    @Test
    void a_host_that_another_makes_up_for_is_a_warning() throws IOException {
        DatabaseAddress address = server.address("localhost");
        for (Host dead : List.of(closedPort(), new Host("no-such-host.invalid", 5432))) {
            List<Finding> findings = examine(address.at(List.of(dead, address.host())));
            assertThat(findings)
                    .noneSatisfy(each -> assertThat(each.level()).isEqualTo(Finding.Level.FAILED))
                    .filteredOn(each ->
                            List.of("name", "TCP").contains(each.check()) && each.level() == Finding.Level.WARNING)
                    .extracting(Finding::path)
                    .containsExactly("async", "sync");
            assertThat(findings)
                    .filteredOn(each -> each.check().equals("migrations"))
                    .extracting(Finding::detail)
                    .containsExactly("none is pending");
            assertPlainWords(findings);
        }
    }

    @Test
    void a_silent_host_before_another_is_named_as_what_it_is() throws IOException {
        DatabaseAddress address = hasty(server.address("localhost"));
        try (ServerSocket silent = silence()) {
            List<Finding> findings = examine(address.at(List.of(at(silent), address.host())));
            assertPlainWords(findings);
            assertThat(findings)
                    .as("%s", findings)
                    .filteredOn(each -> each.level() == Finding.Level.FAILED)
                    .allSatisfy(each -> assertThat(each.fault()).contains(Fault.PORT_SILENT));
        }
    }

    @Test
    void each_driver_s_own_failure_is_understood() throws IOException {
        DatabaseAddress address = server.address("localhost");
        assertUnderstood(Fault.NO_SUCH_HOST, address.at(new Host("no-such-host.invalid", 5432)));
        assertUnderstood(Fault.PORT_CLOSED, address.at(closedPort()));
        try (ServerSocket silent = silence()) {
            assertUnderstood(Fault.PORT_SILENT, address.at(at(silent)));
        }
    }

    private static void assertUnderstood(Fault fault, DatabaseAddress address) {
        try (AsyncPersistence async = new AsyncPersistence(AsyncConfig.of(address, 1));
                SyncPersistence sync = new SyncPersistence(SyncConfig.of(address, 1), Runnable::run)) {
            for (Inspector inspector : List.of(async.inspector(), sync.inspector())) {
                await().untilAsserted(() -> assertThat(Fault.of(Outcome.failureOf(inspector.inspect())))
                        .isEqualTo(fault));
            }
        }
    }

    @Test
    void something_else_on_the_port() throws IOException {
        try (ServerSocket web = silence()) {
            Thread answers = new Thread(() -> answerLikeTheWeb(web));
            answers.setDaemon(true);
            answers.start();
            assertFound(Fault.NOT_POSTGRESQL, server.address("localhost").at(at(web)));
        }
    }

    private static void answerLikeTheWeb(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket client = web.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    @Test
    void a_server_without_tls() {
        server.ssl(false);
        assertFound(Fault.TLS_REFUSED, verified("localhost", root()));
    }

    @Test
    void an_expired_certificate() {
        server.show(server.expiredCertificate());
        assertFound(Fault.CERTIFICATE_EXPIRED, verified("localhost", root()));
    }

    @Test
    void an_unknown_ca() {
        assertFound(
                Fault.CERTIFICATE_UNKNOWN,
                verified(
                        "localhost",
                        server.write("other.pem", TlsPostgres.authority().getCertificatePEM())));
    }

    @Test
    void another_name_on_the_certificate() {
        assertFound(Fault.CERTIFICATE_NAME, verified("127.0.0.1", root()));
    }

    @Test
    void a_role_without_privileges() {
        server.control().execute("REVOKE ALL ON users FROM " + TlsPostgres.USER);
        assertFound(Fault.PRIVILEGES_MISSING, server.address("localhost"));
    }

    @Test
    void a_connection_limit() {
        server.control().execute("ALTER ROLE " + TlsPostgres.USER + " CONNECTION LIMIT 0");
        assertFound(Fault.CONNECTION_LIMIT, server.address("localhost"));
    }

    @Test
    void migrations_that_are_missing() {
        Provisioning.createDatabase(server.control().owner(), "empty");
        assertFound(Fault.MIGRATIONS_MISSING, in("empty", server.address("localhost")));
    }

    /** As the second of them left it. */
    @Test
    void the_latest_migrations_that_are_missing() {
        DatabaseAddress owner = server.control().owner();
        Provisioning.createDatabase(owner, "former");
        Migrations.migrate(in("former", owner));
        new TestDatabase(in("former", owner), owner, owner)
                .execute("DROP VIEW user_settings; CREATE TABLE user_settings (user_id bigint)");
        Provisioning.grantTo(in("former", owner), TlsPostgres.USER);
        assertFound(Fault.MIGRATIONS_MISSING, in("former", server.address("localhost")));
    }

    private static DatabaseAddress in(String database, DatabaseAddress address) {
        return new DatabaseAddress(
                address.host().name(), address.host().port(), database, address.user(), address.password());
    }

    @Test
    void a_server_that_is_read_only() {
        server.control().execute("ALTER ROLE " + TlsPostgres.USER + " SET default_transaction_read_only = on");
        assertFound(Fault.READ_ONLY, server.address("localhost"));
    }

    @Test
    void too_many_privileges_and_too_large_pools_are_warnings() {
        assertThat(examine(server.control().owner(), 500))
                .filteredOn(each -> each.level() == Finding.Level.WARNING)
                .extracting(Finding::check)
                .contains("privileges", "budget");
    }
}
