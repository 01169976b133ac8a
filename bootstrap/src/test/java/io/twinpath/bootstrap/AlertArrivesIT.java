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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a cut connection of the built distribution to the operators' message, by the real Prometheus and Alertmanager. */
@Tag("promtool")
class AlertArrivesIT {
    private static final String ALERT = "TwinpathFallbackInUse";
    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void operators_hear_when_the_fallback_is_in_use_and_when_it_is_no_more(@TempDir Path folder) throws IOException {
        TestDatabase database = TestPostgres.emptyDatabase();
        try (PostgresProxy async = new PostgresProxy(database.async());
                PostgresProxy sync = new PostgresProxy(database.sync());
                TwinpathProcess service = serve(database, async, sync, folder)) {
            String url =
                    service.awaitOutput("Serving on (http://127.0.0.1:\\d+)").group(1);
            HttpRequest profile = HttpRequest.newBuilder(URI.create(url + "/api/v1/profile"))
                    .header("Authorization", "Bearer " + logIn(url))
                    .build();
            String metrics = service.awaitOutput("Metrics on http://([^/]+)").group(1);
            try (Monitoring monitoring = new Monitoring(metrics, folder)) {
                await("the figures of a service that is well").atMost(PATIENCE).until(() -> {
                    assertThat(send(profile).statusCode()).isEqualTo(200);
                    return monitoring.holds("sum(rate(database_connections_total{connection_type=\"async\"}[10s])) > 0"
                            + " and sum(database_up) == 2");
                });
                assertThat(monitoring.arrived(ALERT, "firing")).isEmpty();

                async.cut();
                await("the alert").atMost(PATIENCE).until(() -> {
                    assertThat(send(profile).statusCode()).isEqualTo(200);
                    return !monitoring.arrived(ALERT, "firing").isEmpty();
                });
                assertThat(monitoring.arrived(ALERT, "firing")).first().satisfies(alert -> {
                    assertThat(alert.at("/labels/severity").asText()).isEqualTo("warning");
                    assertThat(alert.at("/labels/instance").asText()).isEqualTo(metrics);
                    assertThat(alert.at("/annotations/summary").asText()).contains(metrics);
                    assertThat(alert.at("/annotations/runbook_url").asText()).endsWith("#twinpathfallbackinuse");
                });
                assertThat(monitoring.arrived(ALERT, "resolved")).isEmpty();

                async.heal();
                await("that it is over").atMost(PATIENCE).until(() -> {
                    assertThat(send(profile).statusCode()).isEqualTo(200);
                    return !monitoring.arrived(ALERT, "resolved").isEmpty();
                });
                assertThat(monitoring.arrived("TwinpathBothPathsDown", "firing"))
                        .isEmpty();
            }
        }
    }

    private static TwinpathProcess serve(TestDatabase database, PostgresProxy async, PostgresProxy sync, Path home) {
        Map<String, String> environment = TwinpathProcess.prepare(home, database, PASSWORD);
        environment.put("TWINPATH_DATABASE_ASYNC_URL", TwinpathProcess.url(async.address()));
        environment.put("TWINPATH_DATABASE_SYNC_URL", TwinpathProcess.url(sync.address()));
        environment.put("TWINPATH_TOKEN_SECRET", "a secret of the alerts' test, long enough");
        environment.put("TWINPATH_HTTP_PORT", "0");
        return TwinpathProcess.start(environment, "serve");
    }

    private String logIn(String url) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"login\":\"ann\",\"password\":\"" + PASSWORD + "\"}"))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
