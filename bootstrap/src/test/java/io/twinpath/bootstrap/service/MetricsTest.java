package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.datapath.Tls;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.fallback.Fallback;
import io.twinpath.application.fallback.FallbackConfig;
import io.twinpath.application.fallback.Operation;
import io.twinpath.application.health.DatabaseHealth;
import io.twinpath.application.health.Readiness;
import io.twinpath.bootstrap.http.Listening;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.RequestObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final DatabaseAddress PLAIN = new DatabaseAddress("db.example.org", 5432, "app", "ann", "secret");
    private static final DatabaseAddress ENCRYPTED =
            PLAIN.with(new Tls(Tls.Mode.REQUIRE, Optional.empty(), Optional.empty(), Optional.empty()));

    @AutoClose("shutdownNow")
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AutoClose
    private final Metrics metrics = new Metrics(Map.of("async", PLAIN, "sync", ENCRYPTED));

    private final Fallback fallback =
            new Fallback("async", "sync", FallbackConfig.DEFAULT, metrics.fallback(), Clock.systemUTC(), path -> true);
    private final DatabaseHealth health = health();

    /** A pool that has seven of ten connections, two of them lent. */
    private record Path(String name) implements DataPath {
        @Override
        public PoolStatistics pool() {
            return new PoolStatistics("Pool", 10, 9, 12, 7, 2, 5, 3, 100, Duration.ofMillis(250), 4);
        }

        @Override
        public CompletionStage<Duration> probe() {
            return name.equals("sync")
                    ? CompletableFuture.completedStage(Duration.ofMillis(3))
                    : CompletableFuture.failedStage(new StoreUnavailable(Reason.OUTAGE, "down"));
        }
    }

    private DatabaseHealth health() {
        List<DataPath> paths = List.of(new Path("async"), new Path("sync"));
        Readiness readiness = new Readiness(paths, Duration.ofSeconds(1), scheduler, Clock.systemUTC());
        readiness.start(Duration.ofDays(1));
        DatabaseHealth all = new DatabaseHealth(paths, readiness, fallback, Clock.systemUTC());
        metrics.watch(all::report, () -> Optional.of(Duration.ofMinutes(2)));
        return all;
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        try (Listening listener = new Listening(new ManagementHandler(metrics, health))) {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
                                    .method(method, BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
        }
    }

    @Test
    void every_figure_is_there_from_the_start_and_says_nothing_of_hosts_or_secrets()
            throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.body())
                .contains(
                        "database_plaintext_allowed{connection_type=\"async\"} 1.0",
                        "database_plaintext_allowed{connection_type=\"sync\"} 0.0",
                        "database_connections_total{connection_type=\"async\"} 0.0",
                        "database_fallbacks_total{reason=\"breaker_open\"} 0.0",
                        "database_attempts_total{connection_type=\"sync\",outcome=\"refused\"} 0.0",
                        "database_breaker_state{connection_type=\"async\",state=\"closed\"} 1.0",
                        "database_breaker_state{connection_type=\"async\",state=\"open\"} 0.0",
                        "database_breaker_transitions_total{connection_type=\"sync\",to=\"half_open\"} 0.0",
                        "database_operation_duration_seconds_bucket{endpoint=\"/api/v1/settings\","
                                + "operation_type=\"write\",success=\"true\",le=\"0.005\"} 0",
                        "database_batches_in_flight{connection_type=\"sync\",endpoint=\"/api/v1/settings\"} 0.0",
                        "database_batches_split_total{connection_type=\"async\",endpoint=\"/api/v1/profile\"} 0.0",
                        "write_ledger_oldest_age_seconds 120.0",
                        "jvm_memory_used_bytes",
                        "process_uptime_seconds",
                        "build_info{")
                .doesNotContain("secret", "example.org", "ann");
    }

    @Test
    void pools_and_probes_are_as_the_paths_say() throws IOException, InterruptedException {
        assertThat(send("GET", "/metrics").body())
                .contains(
                        "database_up{connection_type=\"async\"} 0.0",
                        "database_up{connection_type=\"sync\"} 1.0",
                        "database_degraded 1.0",
                        "database_pool_size{connection_type=\"sync\"} 10.0",
                        "database_pool_minimum{connection_type=\"sync\"} 9.0",
                        "database_pool_connections{connection_type=\"sync\"} 7.0",
                        "database_pool_active{connection_type=\"sync\"} 2.0",
                        "database_pool_idle{connection_type=\"sync\"} 5.0",
                        "database_pool_pending{connection_type=\"sync\"} 3.0",
                        "database_pool_overflow{connection_type=\"sync\"} 0.0",
                        "database_pool_near_exhaustion{connection_type=\"sync\"} 0.0",
                        "database_pool_opened_total{connection_type=\"sync\"} 12.0",
                        "database_pool_acquire_timeouts_total{connection_type=\"sync\"} 4.0",
                        "database_pool_acquire_seconds_count{connection_type=\"sync\"} 100",
                        "database_pool_acquire_seconds_sum{connection_type=\"sync\"} 0.25");
    }

    @Test
    void what_the_fallback_does_is_counted() throws IOException, InterruptedException {
        StoreUnavailable outage = new StoreUnavailable(Reason.TIMEOUT, "late");
        metrics.fallback().failed("async", outage);
        metrics.fallback().fellBack(Reason.TIMEOUT);
        metrics.fallback().answered("sync");
        metrics.fallback().called(Operation.FIND_USER, Optional.of("sync"), Duration.ofMillis(30));
        metrics.fallback().called(Operation.CHANGE_SETTINGS, Optional.empty(), Duration.ofMillis(3000));
        metrics.fallback().breakerChanged("async", BreakerState.OPEN);
        metrics.fallback().refused("async");
        assertThat(send("GET", "/metrics").body())
                .contains(
                        "database_attempts_total{connection_type=\"async\",outcome=\"timeout\"} 1.0",
                        "database_attempts_total{connection_type=\"async\",outcome=\"refused\"} 1.0",
                        "database_attempts_total{connection_type=\"sync\",outcome=\"ok\"} 1.0",
                        "database_fallbacks_total{reason=\"timeout\"} 1.0",
                        "database_connections_total{connection_type=\"sync\"} 1.0",
                        "database_breaker_transitions_total{connection_type=\"async\",to=\"open\"} 1.0",
                        "endpoint=\"/api/v1/profile\",operation_type=\"read\",success=\"true\",le=\"0.025\"} 0",
                        "endpoint=\"/api/v1/profile\",operation_type=\"read\",success=\"true\",le=\"0.05\"} 1",
                        "endpoint=\"/api/v1/settings\",operation_type=\"write\",success=\"false\",le=\"2.5\"} 0",
                        "endpoint=\"/api/v1/settings\",operation_type=\"write\",success=\"false\",le=\"+Inf\"} 1");
    }

    @Test
    void batches_are_counted_by_their_size_for_each_path_and_kind_of_read() throws IOException, InterruptedException {
        CoalesceObserver batches = metrics.profileBatches("async");
        batches.sent(1);
        batches.ended();
        batches.sent(7);
        batches.split();
        metrics.settingsBatches("sync").sent(3);
        assertThat(send("GET", "/metrics").body())
                .contains(
                        "database_batch_size_reads_bucket{connection_type=\"async\",endpoint=\"/api/v1/profile\",le=\"5.0\"} 1",
                        "database_batch_size_reads_bucket{connection_type=\"async\",endpoint=\"/api/v1/profile\",le=\"10.0\"} 2",
                        "database_batch_size_reads_sum{connection_type=\"async\",endpoint=\"/api/v1/profile\"} 8.0",
                        "database_batch_size_reads_sum{connection_type=\"sync\",endpoint=\"/api/v1/settings\"} 3.0",
                        "database_batches_in_flight{connection_type=\"async\",endpoint=\"/api/v1/profile\"} 1.0",
                        "database_batches_split_total{connection_type=\"async\",endpoint=\"/api/v1/profile\"} 1.0");
    }

    @Test
    void the_health_of_the_database_is_a_document_for_operators() throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", "/health/database");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .startsWith("{\"status\":\"degraded\",\"healthy\":true,\"degraded_since\":\"20")
                .contains(
                        "\"sync_pool\":{\"class\":\"Pool\",\"size\":10,\"minimum\":9,\"created\":12,\"total\":7,\"active\":2,"
                                + "\"idle\":5,\"pending\":3,\"overflow\":0,\"acquire_seconds\":0.0025,\"timeouts\":4,"
                                + "\"near_exhaustion\":false}",
                        "\"async\":{\"up\":false,\"checked\":\"20",
                        "\"latency_seconds\":0.003}",
                        "\"breakers\":{\"async\":\"closed\",\"sync\":\"closed\"}");
    }

    @Test
    void nothing_else_is_there() throws IOException, InterruptedException {
        assertThat(send("GET", "/nothing").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void requests_are_counted_by_route_and_log_ins_by_outcome_and_no_caller_can_make_a_series()
            throws IOException, InterruptedException {
        RequestObserver requests = metrics.requests();
        requests.answered(answered("/api/v1/profile", "GET", 200));
        requests.answered(answered("/api/v1/auth/login", "POST", 200));
        requests.answered(answered("/api/v1/auth/login", "POST", 401));
        requests.answered(answered("/api/v1/auth/login", "POST", 429));
        requests.answered(AnsweredRequest.unmatched("GET", 404, Duration.ofMillis(1)));
        String before = send("GET", "/metrics").body();
        assertThat(before)
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/api/v1/profile\",status=\"200\"} 1",
                        "login_attempts_total{outcome=\"ok\"} 1.0",
                        "login_attempts_total{outcome=\"refused\"} 1.0",
                        "login_attempts_total{outcome=\"throttled\"} 1.0",
                        "login_attempts_total{outcome=\"unavailable\"} 0.0");
        for (int i = 0; i < 100_000; i++) {
            requests.answered(AnsweredRequest.unmatched("GET", 404, Duration.ofMillis(1)));
        }
        String after = send("GET", "/metrics").body();
        assertThat(after).contains("{method=\"GET\",route=\"unmatched\",status=\"404\"} 100001");
        assertThat(series(after)).isEqualTo(series(before));
    }

    /** Of what callers do; the JVM adds some of its own as it first collects garbage. */
    private static long series(String scrape) {
        return scrape.lines()
                .filter(line -> line.startsWith("http_") || line.startsWith("login_") || line.startsWith("database_"))
                .count();
    }

    private static AnsweredRequest answered(String route, String method, int status) {
        return new AnsweredRequest(
                route, method, status, Duration.ofMillis(2), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
