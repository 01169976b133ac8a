package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built distribution, every secret it is given unlike any other text, and all that can be seen of it. */
class CanaryIT {
    private static final String LOGIN = "/api/v1/auth/login";
    private static final String SETTINGS = "/api/v1/settings";

    private final Canaries canaries = new Canaries();
    private final TestDatabase database = TestPostgres.emptyDatabase();
    private final X509Bundle certificate = certificate();
    private final HttpClient client = client(certificate);
    private final String password = canaries.make("user's password");
    private final String newPassword = canaries.make("user's new password");
    private String base = "";

    @TempDir
    private Path folder;

    @Test
    void no_secret_is_in_anything_that_can_be_seen() throws Exception {
        try (PostgresProxy async = new PostgresProxy(as(database.async(), "database password in the environment"));
                PostgresProxy sync = new PostgresProxy(as(database.sync(), "database password in a file"))) {
            prepare();
            try (TwinpathProcess service = TwinpathProcess.start(environment(async, sync), "serve")) {
                base = service.awaitOutput("Serving on (https://127.0.0.1:\\d+)")
                        .group(1);
                await().until(() -> seen(to("/health/ready")).statusCode() == 200);
                String token = logIn(password);
                canaries.add("access token", signature(token));
                use(token);
                sync.cut();
                async.cut();
                await().until(() -> seen(to("/health/ready")).statusCode() == 503);
                use(token);
                lookFromOutside(service);
                sync.heal();
                async.heal();
                await().until(() -> seen(to("/health/ready")).statusCode() == 200);
                await().until(() -> seen(with(token, SETTINGS)).statusCode() == 200);
                changePassword(token);
                use(token);
                lookFromOutside(service);
                service.terminate();
                assertThat(service.output())
                        .as("what was to make it talk did")
                        .contains(
                                "The async path failed: OUTAGE",
                                "status=\"401\"",
                                "status=\"400\"",
                                "status=\"503\"",
                                "Stopped");
                canaries.scan("the log", service.output());
            }
        }
        assertThat(canaries.leaks()).isEmpty();
    }

    /** Both roles have these passwords in earnest. */
    private DatabaseAddress as(DatabaseAddress role, String name) {
        String secret = canaries.make(name);
        database.execute("ALTER ROLE " + role.user() + " PASSWORD '" + secret + "'");
        return role.as(role.user(), secret);
    }

    private void prepare() {
        Map<String, String> owner =
                Map.of("HOME", folder.toString(), "DATABASE_URL", TwinpathProcess.url(database.owner()));
        String async = database.async().user();
        String sync = database.sync().user();
        String said = TwinpathProcess.run(0, owner, "", "migrate", "--grant", async, "--grant", sync);
        canaries.scan("what migrate says", said);
        canaries.scan(
                "what user add says",
                TwinpathProcess.run(
                        0,
                        owner,
                        password + "\n",
                        "user",
                        "add",
                        "ann",
                        "--email",
                        "ann@example.org",
                        "--password-stdin"));
    }

    private Map<String, String> environment(PostgresProxy async, PostgresProxy sync) throws IOException {
        String key = certificate.getPrivateKeyPEM();
        canaries.add("key of the certificate", key.lines().skip(2).findFirst().orElseThrow());
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", folder.toString());
        environment.put("TWINPATH_DATABASE_ASYNC_URL", TwinpathProcess.url(async.address()));
        environment.put("TWINPATH_DATABASE_SYNC_URL_FILE", secretFile("sync", TwinpathProcess.url(sync.address())));
        environment.put("TWINPATH_TOKEN_SECRET_FILE", secretFile("token", canaries.make("token secret")));
        environment.put("TWINPATH_HTTP_PORT", "0");
        environment.put("TWINPATH_HTTP_TLS_CERTIFICATE", secretFile("chain.pem", certificate.getCertificatePathPEM()));
        environment.put("TWINPATH_HTTP_TLS_KEY", secretFile("key.pem", key));
        environment.put("TWINPATH_ACCESS_LOG", "true");
        environment.put("TWINPATH_HEALTH_PUBLIC", "true");
        environment.put(
                "TWINPATH_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Dlogback.configurationFile=" + everythingLogged());
        return environment;
    }

    /** In the levels of the libraries that the service itself has, and all there is of its own. */
    private Path everythingLogged() throws IOException {
        return Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger %msg %kvp%n%ex</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="OUT"/></root>
                  <logger name="io.twinpath" level="TRACE"/>
                  <include resource="logback-levels.xml"/>
                </configuration>
                """);
    }

    private String secretFile(String name, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve(name), secret);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                .toString();
    }

    private String logIn(String secret) {
        HttpResponse<String> answer = send(json(to(LOGIN), "POST", login(secret)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private static String login(String secret) {
        return "{\"login\":\"ann\",\"password\":\"" + secret + "\"}";
    }

    /** Well and badly: none of the answers is to have any of it. */
    private void use(String token) throws IOException {
        String key = canaries.add("Idempotency-Key", "canary-" + UUID.randomUUID());
        seen(with(token, "/api/v1/profile"));
        seen(json(with(token, SETTINGS).header("Idempotency-Key", key), "PATCH", "{\"theme\":\"dark\"}"));
        seen(json(with(token, SETTINGS).header("Idempotency-Key", key), "PATCH", "{\"theme\":\"light\"}"));
        seen(with(token, SETTINGS).header("Idempotency-Key", key + " ?").method("PATCH", BodyPublishers.noBody()));
        seen(json(to(LOGIN), "POST", login(newPassword)));
        seen(json(to(LOGIN), "POST", login(password) + "{"));
        seen(json(to(LOGIN), "POST", "{\"login\":\"" + password + "\",\"password\":[\"" + password + "\"]}"));
        seen(json(with(token, "/api/v1/auth/password"), "POST", change(newPassword, "short")));
        seen(json(with(token, SETTINGS), "PATCH", "{\"theme\":\"" + password + "\"}"));
        seen(with(token + "x", SETTINGS));
        seen(to("/api/v1/profile?access_token=" + token));
        seen(to("/" + token));
        seen(to("/api/v1/health/database"));
        sendPlain("GET /" + token + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    }

    private void changePassword(String token) {
        HttpResponse<String> answer =
                send(json(with(token, "/api/v1/auth/password"), "POST", change(password, newPassword)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        canaries.add("second access token", signature(logIn(newPassword)));
    }

    /** By which a token is known: what comes before it begins like that of every other. */
    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String change(String from, String to) {
        return "{\"current_password\":\"" + from + "\",\"new_password\":\"" + to + "\"}";
    }

    private void lookFromOutside(TwinpathProcess service) throws IOException {
        String management =
                service.awaitOutput("Metrics on (http://[^\\s\"]+)/metrics").group(1);
        assertThat(seen(HttpRequest.newBuilder(URI.create(management + "/metrics")))
                        .body())
                .contains("database_fallbacks_total");
        assertThat(seen(HttpRequest.newBuilder(URI.create(management + "/health/database")))
                        .body())
                .contains("\"last_error\"");
        seen(HttpRequest.newBuilder(URI.create(management + "/none")));
        ProcessHandle process = ProcessHandle.of(service.pid()).orElseThrow();
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            String line = Files.readString(Path.of("/proc", Long.toString(each.pid()), "cmdline"));
            assertThat(line).contains("twinpath");
            canaries.scan("the list of processes", line);
        }
    }

    /** To the port where TLS is spoken. */
    private void sendPlain(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(base).getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            canaries.scan(
                    "the answer to plain text",
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    private HttpResponse<String> seen(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        String where = "the answer " + answer.statusCode() + " to "
                + answer.request().method() + " " + answer.uri().getPath().replaceFirst("^/ey.*", "/(token)");
        canaries.scan(where, answer.headers().map() + "\n" + answer.body());
        return answer;
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpRequest.Builder with(String token, String path) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String method, String body) {
        return request.header(
                        "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Bundle certificate() {
        try {
            return new CertificateBuilder()
                    .ecp256()
                    .subject("CN=localhost")
                    .addSanIpAddress("127.0.0.1")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpClient client(X509Bundle trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("trusted", trusted.getCertificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
