package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built distribution as a process, each path to the database through a proxy of its own that can be broken. */
class EndToEndIT {
    private static final String PROFILE = "/api/v1/profile";
    private static final String SETTINGS = "/api/v1/settings";
    private static final String SECRET = "a secret of the end-to-end test, long enough";
    private static final String PASSWORD = "correct horse battery";
    private static final Duration DEADLINE = Duration.ofMillis(2200);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private String base = "";
    private String token = "";

    @Test
    void it_answers_while_either_path_reaches_the_database_and_says_so_when_none_does(@TempDir Path home)
            throws InterruptedException {
        TestDatabase database = TestPostgres.emptyDatabase();
        try (PostgresProxy async = new PostgresProxy(database.async());
                PostgresProxy sync = new PostgresProxy(database.sync())) {
            Map<String, String> owner =
                    Map.of("HOME", home.toString(), "DATABASE_URL", TwinpathProcess.url(database.owner()));
            prepare(owner, database);
            Map<String, String> environment = new HashMap<>(owner);
            environment.put("TWINPATH_DATABASE_ASYNC_URL", TwinpathProcess.url(async.address()));
            environment.put("TWINPATH_DATABASE_SYNC_URL", TwinpathProcess.url(sync.address()));
            environment.put("TWINPATH_TOKEN_SECRET", SECRET);
            environment.put("TWINPATH_HTTP_PORT", "0");
            try (TwinpathProcess service = TwinpathProcess.start(environment, "serve")) {
                base = service.awaitOutput("Serving on (http://127.0.0.1:\\d+)").group(1);
                await().until(() -> status("/health/ready") == 200);
                token = logIn();

                assertAnswered(async);
                assertWritten("light", "k-1");
                operators_can_tell_the_pools_apart(database);
                assertThat(metrics(service))
                        .contains("database_plaintext_allowed{connection_type=\"async\"} 0.0")
                        .contains("database_plaintext_allowed{connection_type=\"sync\"} 0.0");

                async.cut();
                assertAnswered(sync);
                assertWritten("dark", "k-2");
                service.awaitOutput("The async path is down");
                await().until(() -> health(service).contains("\"status\":\"degraded\",\"healthy\":true"));
                assertThat(health(service)).contains("\"last_error\":{\"time\"", "\"path\":\"async\"");
                assertThat(metrics(service))
                        .containsPattern("database_fallbacks_total\\{reason=\"(outage|breaker_open)\"} [1-9]")
                        .contains("database_degraded 1.0");

                sync.cut();
                assertUnavailable();
                await().until(() -> health(service).contains("\"status\":\"down\",\"healthy\":false"));

                async.heal();
                sync.heal();
                await("the trials of a few requests to bring the async path back")
                        .until(() -> status(PROFILE) == 200
                                && service.output().contains("The async path is up and in use again"));
                assertAnswered(async);

                await().until(() -> health(service).contains("\"status\":\"ok\",\"healthy\":true"));
                assertThat(database.query("SELECT fields::text FROM audit_trail ORDER BY id"))
                        .containsExactly("{theme}", "{theme}");
                service.terminate();
                assertThat(service.output())
                        .contains("Stopped")
                        .doesNotContain(SECRET, PASSWORD, database.async().password(), token);
                assertThat(service.output().lines().filter(line -> line.contains("The async path is down")))
                        .as("a change of state is one line")
                        .hasSize(1);
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 401, 412, 503);
    }

    private static void prepare(Map<String, String> owner, TestDatabase database) {
        assertThat(TwinpathProcess.run(
                        0,
                        owner,
                        "",
                        "migrate",
                        "--grant",
                        database.async().user(),
                        "--grant",
                        database.sync().user()))
                .contains("Migrations applied: ");
        assertThat(TwinpathProcess.run(
                        0,
                        owner,
                        PASSWORD + "\n",
                        "user",
                        "add",
                        "ann",
                        "--email",
                        "ann@example.org",
                        "--password-stdin"))
                .contains("Added ann with id 1");
    }

    private String logIn() {
        HttpResponse<String> response = send(to("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"ann@example.org\",\"password\":\"" + PASSWORD + "\"}")));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    /** All 200, a hundred in sequence on both endpoints, by this path, and a hundred at once. */
    private void assertAnswered(PostgresProxy path) {
        long before = path.roundTrips();
        for (int i = 0; i < 100; i++) {
            assertThat(get(PROFILE).body()).contains("\"username\":\"ann\"");
            assertThat(get(SETTINGS).body()).contains("\"theme\":");
        }
        assertThat(path.roundTrips() - before)
                .as("of two hundred, a few of which a breaker may have sent the other way")
                .isGreaterThan(180);
        List<CompletableFuture<HttpResponse<String>>> together = IntStream.range(0, 100)
                .mapToObj(i -> client.sendAsync(
                        authorized(i % 2 == 0 ? PROFILE : SETTINGS).build(), BodyHandlers.ofString()))
                .toList();
        together.forEach(each -> statuses.add(each.join().statusCode()));
        assertThat(together)
                .allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    }

    /** Once, whichever path does it, and with one answer; by who has not seen that, not at all. */
    private void assertWritten(String theme, String key) {
        String seen = get(SETTINGS).headers().firstValue("ETag").orElseThrow();
        HttpRequest.Builder patch = authorized(SETTINGS)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", seen)
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"theme\":\"" + theme + "\"}"));
        HttpResponse<String> written = send(patch.copy().header("Idempotency-Key", key));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(get(SETTINGS).body()).isEqualTo(written.body()).contains("\"theme\":\"" + theme + "\"");
        assertThat(send(patch.copy().header("Idempotency-Key", key)).body()).isEqualTo(written.body());
        assertThat(send(patch).statusCode()).isEqualTo(412);
    }

    private static void operators_can_tell_the_pools_apart(TestDatabase database) {
        assertThat(database.query("SELECT DISTINCT application_name || ' as ' || usename FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name LIKE 'twinpath-%'"))
                .containsExactlyInAnyOrder(
                        "twinpath-async as " + database.async().user(),
                        "twinpath-async-probe as " + database.async().user(),
                        "twinpath-sync as " + database.sync().user(),
                        "twinpath-sync-probe as " + database.sync().user());
        await("ten each, of which the sync path has one at first")
                .until(() -> database.connectionsOf("twinpath-async") == 10
                        && database.connectionsOf("twinpath-sync") == 10);
    }

    private void assertUnavailable() {
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            HttpRequest.Builder request = authorized(i % 2 == 0 ? PROFILE : SETTINGS);
            HttpResponse<String> response = send(
                    i % 4 < 2
                            ? request
                            : request.header("Content-Type", "application/json")
                                    .method("PATCH", HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEADLINE);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After").orElseThrow())
                    .matches("[1-5]");
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(send(to(PROFILE).header("Authorization", "Bearer " + token + "x"))
                        .statusCode())
                .as("nobody gets in because the database is down")
                .isEqualTo(401);
        await().until(() -> status("/health/ready") == 503);
        assertThat(status("/health/live")).isEqualTo(200);
    }

    private String metrics(TwinpathProcess service) {
        String url = service.awaitOutput("Metrics on (http://[^\\s\"]+)").group(1);
        return send(HttpRequest.newBuilder(URI.create(url))).body();
    }

    private String health(TwinpathProcess service) {
        String url = service.awaitOutput("Metrics on (http://\\S+)/metrics").group(1);
        return send(HttpRequest.newBuilder(URI.create(url + "/health/database")))
                .body();
    }

    private HttpResponse<String> get(String path) {
        HttpResponse<String> response = send(authorized(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private int status(String path) {
        return send(authorized(path)).statusCode();
    }

    private HttpRequest.Builder authorized(String path) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            statuses.add(response.statusCode());
            return response;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
