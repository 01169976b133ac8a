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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code sslmode} against every kind of server, by both drivers: one verdict, and it is libpq's. */
class TlsTest {
    private static final Path DOCUMENT = Path.of("..", "bootstrap", "ops", "tls.md");
    private static final Pattern TABLE = Pattern.compile("(?m)(^\\|.*\\n)+");
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    /** What libpq makes of each mode, in the order of {@link Mode}. */
    private static final Map<String, List<String>> EXPECTED = new LinkedHashMap<>();

    static {
        expect("a certificate for its name, by a known CA", "plain plain TLS TLS TLS TLS");
        expect("a certificate for another name", "plain plain TLS TLS TLS refused");
        expect("a certificate for its address, not its name", "plain plain TLS TLS TLS refused");
        expect("an expired certificate", "plain plain TLS TLS refused refused");
        expect("a certificate by an unknown CA", "plain plain TLS TLS refused refused");
        expect("no TLS", "plain plain plain refused refused refused");
        expect("TLS only (hostssl)", "refused TLS TLS TLS TLS TLS");
        expect("plain text only (hostnossl)", "plain plain plain refused refused refused");
        expect("a client certificate needed, none given", "refused refused refused refused refused refused");
        expect("a client certificate needed and given, RSA", "refused TLS TLS TLS TLS TLS");
        expect("a client certificate needed and given, EC", "refused TLS TLS TLS TLS TLS");
    }

    @TempDir
    private Path folder;

    private static void expect(String server, String verdicts) {
        EXPECTED.put(server, List.of(verdicts.split(" ")));
    }

    /** What a client shows. */
    private record Identity(Optional<Path> cert, Optional<Path> key) {
        static final Identity NONE = new Identity(Optional.empty(), Optional.empty());

        static Identity of(TlsPostgres server, String name, X509Bundle bundle) {
            return new Identity(
                    Optional.of(server.write(name + ".pem", bundle.getCertificatePathPEM())),
                    Optional.of(server.write(name + ".key", bundle.getPrivateKeyPEM())));
        }

        Tls tls(Mode mode, Path rootCert) {
            return new Tls(mode, Optional.of(rootCert), cert, key);
        }
    }

    @Test
    void both_drivers_give_libpq_s_verdict_in_every_mode_on_every_server() throws IOException {
        Map<String, List<String>> async = new LinkedHashMap<>();
        Map<String, List<String>> sync = new LinkedHashMap<>();
        try (TlsPostgres server = new TlsPostgres(folder)) {
            Path ca = server.write("root.pem", server.ca().getCertificatePEM());
            Path otherCa = server.write("other.pem", TlsPostgres.authority().getCertificatePEM());
            Identity rsa = Identity.of(server, "rsa", server.clientCertificate());
            Identity ec = Identity.of(server, "ec", server.ecClientCertificate());
            Map<String, Function<Mode, DatabaseAddress>> servers = new LinkedHashMap<>();
            EXPECTED.keySet()
                    .forEach(name -> servers.put(
                            name,
                            mode -> server.address(name.contains("another name") ? "127.0.0.1" : "localhost")
                                    .with((name.endsWith("RSA") ? rsa : name.endsWith("EC") ? ec : Identity.NONE)
                                            .tls(mode, name.contains("unknown CA") ? otherCa : ca))));
            servers.forEach((name, address) -> {
                prepare(server, name);
                CompletableFuture<List<String>> byAsync = CompletableFuture.supplyAsync(
                        () -> verdicts(mode -> asyncVerdict(server, address.apply(mode))));
                sync.put(name, verdicts(mode -> syncVerdict(server, address.apply(mode))));
                async.put(name, byAsync.join());
            });
        }
        assertThat(async).as("async").isEqualTo(EXPECTED);
        assertThat(sync).as("sync").isEqualTo(EXPECTED);
        String page = Files.readString(DOCUMENT);
        if (System.getProperty("tls.table", "").equals("write")) {
            Files.writeString(DOCUMENT, TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table(async))));
        } else {
            assertThat(page)
                    .as("the table in %s; to write it anew, run this test with -Dtls.table=write", DOCUMENT)
                    .contains(table(async));
        }
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

    @Test
    void a_client_s_key_may_be_rotated_to_one_of_another_kind() {
        try (TlsPostgres server = new TlsPostgres(folder)) {
            server.admit("hostssl", "cert");
            Path root = server.write("root.pem", server.ca().getCertificatePEM());
            Tls tls = Identity.of(server, "client", server.clientCertificate()).tls(Mode.VERIFY_FULL, root);
            DatabaseAddress address = server.address("localhost").with(tls);
            ExecutorService threads = Executors.newFixedThreadPool(1);
            try (AsyncPersistence async = new AsyncPersistence(asyncConfig(address));
                    SyncPersistence sync = new SyncPersistence(syncConfig(address), threads)) {
                await().until(() -> answers(async.dataPath()) && answers(sync.dataPath()));
                Identity.of(server, "client", server.ecClientCertificate());
                terminate(server);
                await().until(() -> answers(async.dataPath()) && answers(sync.dataPath()));
            }
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_lies_in_the_home_folder_is_of_no_account(boolean usable) throws IOException {
        String home = System.getProperty("user.home");
        try (TlsPostgres server = new TlsPostgres(folder)) {
            Path root = server.write("root.pem", server.ca().getCertificatePEM());
            X509Bundle client = server.clientCertificate();
            Files.createDirectory(folder.resolve(".postgresql"));
            server.write(".postgresql/root.crt", usable ? server.ca().getCertificatePEM() : "no certificate");
            server.write(".postgresql/postgresql.crt", usable ? client.getCertificatePathPEM() : "no certificate");
            for (String key : List.of("postgresql.key", "postgresql.pk8")) {
                server.write(".postgresql/" + key, usable ? client.getPrivateKeyPEM() : "no key");
            }
            System.setProperty("user.home", folder.toString());
            DatabaseAddress address = server.address("localhost").with(Identity.NONE.tls(Mode.VERIFY_FULL, root));
            assertThat(asyncVerdict(server, address)).as("async").isEqualTo("TLS");
            assertThat(syncVerdict(server, address)).as("sync").isEqualTo("TLS");
            server.admit("hostssl", "cert");
            assertThat(asyncVerdict(server, address)).as("async").isEqualTo("refused");
            assertThat(syncVerdict(server, address)).as("sync").isEqualTo("refused");
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void a_name_means_on_both_paths_what_it_means_to_java() {
        try (TlsPostgres server = new TlsPostgres(folder)) {
            DatabaseAddress address = server.address("127.1"); // which no name server knows
            assertThat(asyncVerdict(server, address)).as("async").isEqualTo("plain");
            assertThat(syncVerdict(server, address)).as("sync").isEqualTo("plain");
        }
    }

    private static void terminate(TlsPostgres server) {
        server.control().terminate("twinpath-async");
        server.control().terminate("twinpath-sync");
    }

    private static void prepare(TlsPostgres server, String name) {
        server.ssl(!name.equals("no TLS"));
        server.show(
                name.contains("expired")
                        ? server.expiredCertificate()
                        : name.contains("address") ? server.addressCertificate() : server.goodCertificate());
        boolean certificate = name.contains("client certificate");
        server.admit(
                name.contains("hostnossl") ? "hostnossl" : certificate || name.contains("hostssl") ? "hostssl" : "host",
                certificate ? "cert" : "scram-sha-256");
    }

    private static List<String> verdicts(Function<Mode, String> verdict) {
        return Arrays.stream(Mode.values()).map(verdict).toList();
    }

    private static AsyncConfig asyncConfig(DatabaseAddress address) {
        return new AsyncConfig(() -> address, 1, 100, SHORT, PATIENT, PATIENT, "twinpath-async");
    }

    private static SyncConfig syncConfig(DatabaseAddress address) {
        return new SyncConfig(() -> address, 1, SHORT, PATIENT, PATIENT, PATIENT, "twinpath-sync");
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
        Optional<Throwable> failure = await().atMost(PATIENT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> tryOnce(path), why -> why.isEmpty() || isRefusal(why.get()));
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

    private static String table(Map<String, List<String>> verdicts) {
        String header = "| the server has | "
                + Arrays.stream(Mode.values()).map(Mode::code).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---|".repeat(Mode.values().length) + "\n";
        return verdicts.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |\n")
                .collect(Collectors.joining("", header, ""));
    }
}
