package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinpath.domain.user.UserId;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.KeyRing;
import io.twinpath.rest.TokenConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of the built distribution. */
class LogsIT {
    private static final String SECRET = "a secret of the tests of the log, long enough";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PROFILE = "/api/v1/profile";
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final int TOGETHER = 50;

    @TempDir
    private Path home;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = new AccessTokens(
                    KeyRing.of(SECRET), new TokenConfig("twinpath-api", Duration.ofHours(1)), Clock.systemUTC())
            .issue(new UserId(1))
            .value();

    @Test
    void every_line_is_an_object_and_each_request_is_one_without_its_secrets() throws Exception {
        TestDatabase database = TestPostgres.freshDatabase();
        Map<String, String> environment =
                environment(TwinpathProcess.url(database.async()), TwinpathProcess.url(database.sync()), "true");
        try (TwinpathProcess service = TwinpathProcess.start(environment, "serve")) {
            String base = base(service);
            await().until(() -> status(base + "/health/ready") == 200);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + PROFILE + "?q=hunter2%0a"))
                    .header("X-Request-Id", "the-request")
                    .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
            for (String authorization : List.of("Bearer " + token, "Bearer hunter2")) {
                client.send(
                        request.copy().header("Authorization", authorization).build(), BodyHandlers.discarding());
            }
            service.awaitOutput("\"status\":401");
            service.terminate();

            List<JsonNode> lines = lines(service);
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.fieldNames())
                            .toIterable()
                            .startsWith("timestamp", "level", "logger", "message"));
            assertThat(lines.get(lines.size() - 1).get("message").textValue()).isEqualTo("Stopped");
            assertThat(requests(lines)
                            .filter(line -> line.get("route").textValue().equals(PROFILE)))
                    .hasSize(2)
                    .allSatisfy(line -> {
                        assertThat(line.get("method").textValue()).isEqualTo("GET");
                        assertThat(line.get("duration_ms").doubleValue()).isPositive();
                        assertThat(line.get("request_id").textValue()).isEqualTo("the-request");
                        assertThat(line.get("trace_id").textValue()).isEqualTo(TRACE);
                    })
                    .satisfiesExactly(
                            line -> assertThat(line.get("user_id").longValue()).isEqualTo(1),
                            line -> assertThat(line.get("user_id")).isNull());
            assertThat(service.output()).doesNotContain("hunter2", token, SECRET);
        }
    }

    @Test
    void nobody_waits_for_a_log_that_is_not_read() throws Exception {
        Map<String, String> environment =
                environment("postgresql://app:app@127.0.0.1:1/app", "postgresql://app:app@127.0.0.1:1/app", "true");
        try (TwinpathProcess service = TwinpathProcess.start(environment, "serve")) {
            String live = base(service) + "/health/live";
            service.stopReading();
            long sent = 8_000;
            assertAllAnswered(200, live, sent);

            service.readOn();
            await().until(() -> {
                assertThat(status(live)).isEqualTo(200);
                return service.output().contains(" lines were dropped");
            });
            assertThat(dropped(service)).isPositive().isLessThan(sent);
            service.stopReading();
            assertAllAnswered(200, live, 1_000);
            service.terminate(); // although the pipe is full
        }
    }

    @Test
    void every_line_is_written_or_counted() throws Exception {
        Map<String, String> environment =
                environment("postgresql://app:app@127.0.0.1:1/app", "postgresql://app:app@127.0.0.1:1/app", "true");
        try (TwinpathProcess service = TwinpathProcess.start(environment, "serve")) {
            String live = base(service) + "/health/live";
            service.stopReading();
            assertAllAnswered(200, live, 6_000);
            service.readOn();
            service.terminate();
            List<JsonNode> lines = lines(service);
            assertThat(requests(lines).count() + dropped(service)).isEqualTo(6_000);
            assertThat(lines).anyMatch(line -> line.get("message").textValue().equals("Stopped"));
        }
    }

    @Test
    void an_outage_of_ten_thousand_requests_is_twenty_lines_at_most() throws Exception {
        TestDatabase database = TestPostgres.freshDatabase();
        try (PostgresProxy async = new PostgresProxy(database.async());
                PostgresProxy sync = new PostgresProxy(database.sync())) {
            Map<String, String> environment =
                    environment(TwinpathProcess.url(async.address()), TwinpathProcess.url(sync.address()), "false");
            try (TwinpathProcess service = TwinpathProcess.start(environment, "serve")) {
                String base = base(service);
                await().until(() -> status(base + "/health/ready") == 200);
                int before = lines(service).size();

                async.cut();
                sync.cut();
                assertAllAnswered(503, base + PROFILE, 10_000);
                async.heal();
                sync.heal();
                await().until(() -> status(base + PROFILE) == 200
                        && service.output().contains("The async path is up and in use again"));
                await().until(() -> service.output().contains("The sync path reaches the database again"));

                List<JsonNode> lines =
                        lines(service).subList(before, lines(service).size());
                assertThat(lines).hasSizeBetween(6, 20);
                assertThat(service.output())
                        .contains("The async path is down", "The sync path is down", "failed calls since the last");
                assertThat(lines.stream()
                                .filter(line -> line.has("stack_trace"))
                                .map(line -> line.get("stack_trace")))
                        .doesNotHaveDuplicates();
            }
        }
    }

    private Map<String, String> environment(String asyncUrl, String syncUrl, String accessLog) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("TWINPATH_DATABASE_ASYNC_URL", asyncUrl);
        environment.put("TWINPATH_DATABASE_SYNC_URL", syncUrl);
        environment.put("TWINPATH_TOKEN_SECRET", SECRET);
        environment.put("TWINPATH_HTTP_PORT", "0");
        environment.put("TWINPATH_ACCESS_LOG", accessLog);
        return environment;
    }

    private static String base(TwinpathProcess service) {
        return service.awaitOutput("Serving on (http://127.0.0.1:\\d+)").group(1);
    }

    private static List<JsonNode> lines(TwinpathProcess service) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : service.output().split("\n")) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    private static Stream<JsonNode> requests(List<JsonNode> lines) {
        return lines.stream().filter(line -> line.get("message").textValue().equals("Answered"));
    }

    private static long dropped(TwinpathProcess service) throws JsonProcessingException {
        return lines(service).stream()
                .map(line -> line.get("message").textValue())
                .filter(message -> message.contains(" lines were dropped"))
                .mapToLong(message -> Long.parseLong(message.replaceFirst(" .*", "")))
                .sum();
    }

    private int status(String url) {
        try {
            return client.send(request(url), BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertAllAnswered(int status, String url, long count) {
        for (long sent = 0; sent < count; sent += TOGETHER) {
            long begun = System.nanoTime();
            List<CompletableFuture<HttpResponse<Void>>> together = Stream.generate(
                            () -> client.sendAsync(request(url), BodyHandlers.discarding()))
                    .limit(TOGETHER)
                    .toList();
            assertThat(together)
                    .allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(status));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("for all of %d after %d", TOGETHER, sent)
                    .isLessThan(QUICK);
        }
    }

    private HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
