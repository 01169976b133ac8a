package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.twinpath.persistence.sync.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Prometheus and an Alertmanager, with the distribution's files for them made faster, and the operators whom they call:
 * they remember each alert as it came.
 */
final class Monitoring implements AutoCloseable {
    private static final Path FILES = Path.of("target", "twinpath", "ops", "prometheus");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JsonNode> arrived = new CopyOnWriteArrayList<>();
    private final HttpServer operators;
    private final Process alertmanager;
    private final Process prometheus;
    private final String prometheusUrl;

    /** @param target host and port of the metrics */
    Monitoring(String target, Path folder) throws IOException {
        operators = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        operators.createContext("/alerts", this::receive);
        operators.start();
        String alerting = freeAddress();
        alertmanager = alertmanager(alerting, folder);
        String monitoring = freeAddress();
        prometheusUrl = "http://" + monitoring;
        prometheus = prometheus(monitoring, alerting, target, folder);
        awaitReady("http://" + alerting, alertmanager, folder.resolve("alertmanager.log"));
        awaitReady(prometheusUrl, prometheus, folder.resolve("prometheus.log"));
    }

    /** Whether the expression has a result just now. */
    boolean holds(String expression) {
        URI query = URI.create(
                prometheusUrl + "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        return get(query).filter(body -> body.contains("\"value\":[")).isPresent();
    }

    /** The alerts of that name and status, firing or resolved, that the operators have heard of. */
    List<JsonNode> arrived(String name, String status) {
        return arrived.stream()
                .filter(alert -> alert.at("/labels/alertname").asText().equals(name))
                .filter(alert -> alert.path("status").asText().equals(status))
                .toList();
    }

    @Override
    public void close() {
        prometheus.destroyForcibly();
        alertmanager.destroyForcibly();
        operators.stop(0);
    }

    private Process alertmanager(String address, Path folder) throws IOException {
        String url = "http://127.0.0.1:" + operators.getAddress().getPort() + "/alerts";
        Path config = folder.resolve("alertmanager.yml");
        Files.writeString(
                config,
                changed(
                        Files.readString(FILES.resolve("alertmanager.yml")),
                        "http://127.0.0.1:9099/alerts",
                        url,
                        "group_wait: 10s",
                        "group_wait: 100ms",
                        "group_interval: 1m",
                        "group_interval: 1s"));
        return start(
                folder.resolve("alertmanager.log"),
                Installed.program("prometheus-alertmanager", "alertmanager"),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=" + address,
                "--cluster.listen-address=");
    }

    private static Process prometheus(String address, String alerting, String target, Path folder) throws IOException {
        Files.writeString(
                folder.resolve("alerts.yml"),
                Files.readString(FILES.resolve("alerts.yml"))
                        .replaceAll("for: \\w+", "for: 2s")
                        .replace("[1m]", "[10s]"));
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(
                config,
                changed(
                        Files.readString(FILES.resolve("prometheus.yml")),
                        "127.0.0.1:9000",
                        target,
                        "127.0.0.1:9093",
                        alerting,
                        "scrape_interval: 15s",
                        "scrape_interval: 1s",
                        "evaluation_interval: 15s",
                        "evaluation_interval: 1s"));
        return start(
                folder.resolve("prometheus.log"),
                Installed.program("prometheus"),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=" + address);
    }

    private static String changed(String text, String... fromAndTo) {
        String changed = text;
        for (int i = 0; i < fromAndTo.length; i += 2) {
            assertThat(changed).contains(fromAndTo[i]);
            changed = changed.replace(fromAndTo[i], fromAndTo[i + 1]);
        }
        return changed;
    }

    private static Process start(Path log, Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.command().add(0, program.toString());
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private void awaitReady(String url, Process process, Path log) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(() -> read(log)).isTrue();
            return get(URI.create(url + "/-/ready")).isPresent();
        });
    }

    /** The body of a 200. */
    private Optional<String> get(URI url) {
        try {
            return Optional.of(client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()))
                    .filter(response -> response.statusCode() == 200)
                    .map(response -> response.body());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            new ObjectMapper().readTree(body).path("alerts").forEach(arrived::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String freeAddress() {
        return "127.0.0.1:" + FreePort.any();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
