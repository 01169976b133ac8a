package io.twinpath.bootstrap.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves documents of the shape that the management listener's have; each look at the metrics finds more calls. */
final class FakeManagement implements AutoCloseable {
    static final String OK = health("ok", "", "closed", "");

    static final String DEGRADED = health(
            "degraded",
            "\"degraded_since\": \"2026-11-24T12:00:00Z\",",
            "open",
            "\"last_error\": {\"time\": \"2026-11-24T12:04:59.5Z\", \"path\": \"async\","
                    + " \"class\": \"PostgresqlNonTransientResourceException\", \"sqlstate\": \"08006\","
                    + " \"text\": \"the connection was lost, SQLSTATE 08006\"},");

    volatile String health = OK;
    volatile int status = 200;

    /** How many hundred calls there are more at each look; looks before the first have none. */
    private final AtomicInteger looks = new AtomicInteger();

    private final HttpServer server;

    FakeManagement() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/health/database", exchange -> answer(exchange, health));
        server.createContext("/metrics", exchange -> answer(exchange, metrics(looks.getAndIncrement())));
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, String document) throws IOException {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String health(String status, String since, String breaker, String error) {
        String pool = """
                {"class": "Pool", "size": 10, "minimum": 10, "created": 12, "total": 10, "active": %d, "idle": %d,
                 "pending": %d, "overflow": 0, "acquire_seconds": 0.0002, "timeouts": 7, "near_exhaustion": %s}
                """;
        return """
                {"status": "%s", "healthy": true, %s
                 "async_pool": %s, "sync_pool": %s, %s
                 "connectivity": {"async": {"up": %s, "checked": "2026-11-24T12:05:00Z", "latency_seconds": 0.0012},
                                  "sync": {"up": true, "checked": "2026-11-24T12:05:00Z", "latency_seconds": 0.0009}},
                 "breakers": {"async": "%s", "sync": "half_open"}}
                """.formatted(
                        status,
                        since,
                        pool.formatted(1, 9, 0, "false"),
                        pool.formatted(10, 0, 42, "true"),
                        error,
                        status.equals("ok"),
                        breaker);
    }

    /** Each look finds 100 reads more, 50 of them below 1 ms, 90 below 10 ms, 98 below 1 s, and 2 failed ones beyond. */
    private static String metrics(int looks) {
        String labels = "endpoint=\"/api/v1/profile\",operation_type=\"read\"";
        String text = """
                # HELP database_operation_duration_seconds a call
                # TYPE database_operation_duration_seconds histogram
                database_operation_duration_seconds_bucket{LABELS,success="true",le="0.001"} %1$d
                database_operation_duration_seconds_bucket{LABELS,success="true",le="0.01"} %2$d
                database_operation_duration_seconds_bucket{LABELS,success="true",le="1.0"} %3$d
                database_operation_duration_seconds_bucket{LABELS,success="true",le="+Inf"} %3$d
                database_operation_duration_seconds_count{LABELS,success="true"} %3$d
                database_operation_duration_seconds_sum{LABELS,success="true"} 12.5
                database_operation_duration_seconds_bucket{LABELS,success="false",le="0.001"} 0
                database_operation_duration_seconds_bucket{LABELS,success="false",le="0.01"} 0
                database_operation_duration_seconds_bucket{LABELS,success="false",le="1.0"} 0
                database_operation_duration_seconds_bucket{LABELS,success="false",le="+Inf"} %4$d
                database_operation_duration_seconds_count{LABELS,success="false"} %4$d
                database_connections_total{connection_type="async"} %5$d
                database_connections_total{connection_type="sync"} %3$d
                database_attempts_total{connection_type="async",outcome="ok"} %5$d
                database_attempts_total{connection_type="async",outcome="refused"} %5$d
                database_attempts_total{connection_type="async",outcome="outage"} %4$d
                database_attempts_total{connection_type="sync",outcome="ok"} %3$d
                database_fallbacks_total{reason="breaker_open"} %3$d
                database_fallbacks_total{reason="outage"} %4$d
                database_fallbacks_total{reason="timeout"} 5
                http_server_requests_seconds_bucket{method="GET",route="/api/v1/profile",status="200",le="0.01"} %3$d
                http_server_requests_seconds_bucket{method="GET",route="/api/v1/profile",status="200",le="+Inf"} %3$d
                http_server_requests_seconds_count{method="GET",route="/api/v1/profile",status="200"} %3$d
                http_server_requests_seconds_bucket{method="GET",route="/api/v1/profile",status="503",le="0.01"} %4$d
                http_server_requests_seconds_bucket{method="GET",route="/api/v1/profile",status="503",le="+Inf"} %4$d
                http_server_requests_seconds_count{method="GET",route="/api/v1/profile",status="503"} %4$d
                write_ledger_oldest_age_seconds NaN
                a line that is none
                """;
        return String.format(
                Locale.ROOT, text.replace("LABELS", labels), 50 * looks, 90 * looks, 98 * looks, 2 * looks, 30 * looks);
    }
}
