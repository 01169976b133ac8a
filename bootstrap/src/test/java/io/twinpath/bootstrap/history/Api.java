package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.domain.user.UserId;
import io.twinpath.rest.AccessTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The service as its clients see it. */
final class Api {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();
    private final String base;
    private final AccessTokens issuer;

    /** @param base up to the path: {@code http://127.0.0.1:8000} */
    Api(String base, AccessTokens issuer) {
        this.base = base;
        this.issuer = issuer;
    }

    static Api of(TwinpathProcess service) {
        String base = service.awaitOutput("Serving on (http://127.0.0.1:\\d+)").group(1);
        return new Api(base, Experiment.tokens());
    }

    boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/health/ready"))
                    .timeout(LIMIT)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads that shared a statement with others, as the service counts them for operators. */
    static long coalescedReads(TwinpathProcess service) {
        String metrics = service.awaitOutput("Metrics on (http://\\S+/metrics)").group(1);
        try {
            String scrape = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(metrics)).build(), BodyHandlers.ofString())
                    .body();
            return sum(scrape, "database_batch_size_reads_sum") - sum(scrape, "database_batch_size_reads_count");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long sum(String scrape, String series) {
        return (long) scrape.lines()
                .filter(line -> line.startsWith(series + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits for the answer, and for its absence no longer than a client would. */
    Answer send(Request request) {
        try {
            return answer(request, http.send(httpOf(request), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Answer.none(e.toString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest httpOf(Request request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(base + request.subject().resource().path))
                .timeout(LIMIT)
                .header(
                        "Authorization",
                        "Bearer " + tokens.computeIfAbsent(request.subject().user(), this::token));
        String condition = request.isWrite() ? "If-Match" : "If-None-Match";
        request.tag().ifPresent(tag -> http.header(condition, "\"" + tag + "\""));
        if (request.isWrite()) {
            http.header("Idempotency-Key", request.key())
                    .header("Content-Type", "application/json")
                    .method(request.kind().name(), BodyPublishers.ofString(request.body()));
        }
        return http.build();
    }

    private String token(long user) {
        return issuer.issue(new UserId(user)).value();
    }

    private static Answer answer(Request request, HttpResponse<String> response) {
        return Answer.of(request, response.statusCode(), response.headers().firstValue("ETag"), response.body());
    }
}
