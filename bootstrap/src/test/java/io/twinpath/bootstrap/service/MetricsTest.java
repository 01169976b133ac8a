package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final DatabaseAddress PLAIN = new DatabaseAddress("db.example.org", 5432, "app", "ann", "secret");
    private static final DatabaseAddress ENCRYPTED =
            PLAIN.with(new Tls(Tls.Mode.REQUIRE, Optional.empty(), Optional.empty(), Optional.empty()));

    private static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        try (HttpListener listener = new HttpListener(
                "test", "127.0.0.1", 0, new MetricsHandler(Metrics.of(Map.of("async", PLAIN, "sync", ENCRYPTED))))) {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
                                    .method(method, BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
        }
    }

    @Test
    void a_path_that_may_be_in_plain_text_shows() throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.body())
                .contains("database_plaintext_allowed{connection_type=\"async\"} 1.0")
                .contains("database_plaintext_allowed{connection_type=\"sync\"} 0.0")
                .doesNotContain("secret", "example.org");
    }

    @Test
    void nothing_else_is_there() throws IOException, InterruptedException {
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
    }
}
