package io.twinpath.persistence.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.r2dbc.spi.R2dbcException;
import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.application.datapath.Tls;
import io.twinpath.application.datapath.Tls.Mode;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import io.twinpath.persistence.sync.TlsPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code sslmode} against every kind of server, by both drivers: one verdict, and it is libpq's. */
class TlsTest {
    private static final Path DOCUMENT = Path.of("..", "bootstrap", "ops", "tls.md");
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    /** What libpq makes of each mode, in the order of {@link Mode}. */
    private static final Map<String, List<String>> EXPECTED = new LinkedHashMap<>();

    static {
        expect("a certificate for its name, by a known CA", "plain plain TLS TLS TLS TLS");
        expect("a certificate for another name", "plain plain TLS TLS TLS refused");
        expect("an expired certificate", "plain plain TLS TLS refused refused");
        expect("a certificate by an unknown CA", "plain plain TLS TLS refused refused");
        expect("no TLS", "plain plain plain refused refused refused");
        expect("TLS only (hostssl)", "refused TLS TLS TLS TLS TLS");
        expect("plain text only (hostnossl)", "plain plain plain refused refused refused");
        expect("a client certificate needed, none given", "refused refused refused refused refused refused");
        expect("a client certificate needed and given", "refused TLS TLS TLS TLS TLS");
    }

    @TempDir
    private Path folder;

    private static void expect(String server, String verdicts) {
        EXPECTED.put(server, List.of(verdicts.split(" ")));
    }

    @Test
    void both_drivers_give_libpq_s_verdict_in_every_mode_on_every_server() throws IOException {
        Map<String, List<String>> async = new LinkedHashMap<>();
        Map<String, List<String>> sync = new LinkedHashMap<>();
        try (TlsPostgres server = new TlsPostgres(folder)) {
            Path ca = server.write("root.pem", server.ca().getCertificatePEM());
            Path otherCa = server.write("other.pem", TlsPostgres.authority().getCertificatePEM());
            X509Bundle client = server.clientCertificate();
            Optional<Path> cert = Optional.of(server.write("client.pem", client.getCertificatePathPEM()));
            Optional<Path> key = Optional.of(server.write("client.key", client.getPrivateKeyPEM()));
            Map<String, Function<Mode, DatabaseAddress>> servers = new LinkedHashMap<>();
            EXPECTED.keySet()
                    .forEach(name -> servers.put(
                            name,
                            mode -> server.address(name.contains("another name") ? "127.0.0.1" : "localhost")
                                    .with(new Tls(
                                            mode,
                                            Optional.of(name.contains("unknown CA") ? otherCa : ca),
                                            name.contains("and given") ? cert : Optional.empty(),
                                            name.contains("and given") ? key : Optional.empty()))));
            servers.forEach((name, address) -> {
                prepare(server, name);
                async.put(name, verdicts(mode -> asyncVerdict(server, address.apply(mode))));
                sync.put(name, verdicts(mode -> syncVerdict(server, address.apply(mode))));
            });
        }
        assertThat(async).as("async").isEqualTo(EXPECTED);
        assertThat(sync).as("sync").isEqualTo(EXPECTED);
        assertThat(Files.readString(DOCUMENT)).as("the page shows this table").contains(table());
    }

    @Test
    void a_rotated_ca_and_certificate_are_taken_up_by_new_connections() {
        try (TlsPostgres server = new TlsPostgres(folder)) {
            Path root = server.write("root.pem", server.ca().getCertificatePEM());
            DatabaseAddress address = server.address("localhost")
                    .with(new Tls(Mode.VERIFY_FULL, Optional.of(root), Optional.empty(), Optional.empty()));
            ExecutorService threads = Executors.newFixedThreadPool(1);
            try (AsyncPersistence async = new AsyncPersistence(asyncConfig(address));
                    SyncPersistence sync = new SyncPersistence(syncConfig(address), threads)) {
                await().until(() -> answers(async.dataPath()) && answers(sync.dataPath()));
                X509Bundle newCa = TlsPostgres.authority();
                server.show(server.certificateOf(newCa));
                terminate(server);
                await("the old CA to be of no use")
                        .during(Duration.ofSeconds(1))
                        .until(() -> !answers(async.dataPath()) && !answers(sync.dataPath()));
                server.write("root.pem", newCa.getCertificatePEM());
                await().until(() -> answers(async.dataPath()) && answers(sync.dataPath()));
            }
            threads.shutdownNow();
        }
    }

    private static void terminate(TlsPostgres server) {
        server.control().terminate("twinpath-async");
        server.control().terminate("twinpath-sync");
    }

    private static void prepare(TlsPostgres server, String name) {
        server.ssl(!name.equals("no TLS"));
        server.show(name.contains("expired") ? server.expiredCertificate() : server.goodCertificate());
        boolean certificate = name.contains("client certificate");
        server.admit(
                name.contains("hostnossl") ? "hostnossl" : certificate || name.contains("hostssl") ? "hostssl" : "host",
                certificate ? "cert" : "scram-sha-256");
    }

    private static List<String> verdicts(Function<Mode, String> verdict) {
        return Arrays.stream(Mode.values()).map(verdict).toList();
    }

    private static AsyncConfig asyncConfig(DatabaseAddress address) {
        return new AsyncConfig(address, 1, 100, SHORT, PATIENT, PATIENT, "twinpath-async");
    }

    private static SyncConfig syncConfig(DatabaseAddress address) {
        return new SyncConfig(address, 1, SHORT, PATIENT, PATIENT, PATIENT, "twinpath-sync");
    }

    private static String asyncVerdict(TlsPostgres server, DatabaseAddress address) {
        try (AsyncPersistence path = new AsyncPersistence(asyncConfig(address))) {
            return verdict(server, path.dataPath());
        }
    }

    private static String syncVerdict(TlsPostgres server, DatabaseAddress address) {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (SyncPersistence path = new SyncPersistence(syncConfig(address), threads)) {
            return verdict(server, path.dataPath());
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean answers(DataPath path) {
        return tryOnce(path).isEmpty();
    }

    /** Why it did not answer. */
    private static Optional<Throwable> tryOnce(DataPath path) {
        return TimeLimit.of(path.probe(), PATIENT)
                .handle((took, failure) -> Optional.<Throwable>ofNullable(failure))
                .join();
    }

    /** A wait for a connection that ran out says nothing yet: it is asked again till the driver itself says why. */
    private static String verdict(TlsPostgres server, DataPath path) {
        Optional<Throwable> failure =
                await().atMost(PATIENT).until(() -> tryOnce(path), why -> why.isEmpty() || isRefusal(why.get()));
        return failure.isPresent() ? "refused" : isEncrypted(server, path) ? "TLS" : "plain";
    }

    private static boolean isEncrypted(TlsPostgres server, DataPath path) {
        return server.control()
                .query("SELECT ssl::text FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                        + " WHERE application_name = 'twinpath-" + path.name() + "'")
                .contains("true");
    }

    private static boolean isRefusal(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .anyMatch(each -> each instanceof R2dbcException
                        || each instanceof IOException
                        || (each instanceof SQLException
                                && each.getClass().getName().contains("PSQLException")));
    }

    private static String table() {
        String header = "| the server has | "
                + Arrays.stream(Mode.values()).map(Mode::code).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---|".repeat(Mode.values().length) + "\n";
        return EXPECTED.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |\n")
                .collect(Collectors.joining("", header, ""));
    }
}
