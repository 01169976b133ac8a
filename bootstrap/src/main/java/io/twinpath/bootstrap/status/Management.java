package io.twinpath.bootstrap.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;

/** A service's management listener, asked from outside. */
public final class Management {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final Clock clock;

    /** @param base scheme, host and port: {@code http://127.0.0.1:9000} */
    public Management(URI base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    /** Asks for all there is to see; fails with {@link NoAnswer}. */
    Snapshot look() throws InterruptedException {
        JsonNode health = tree(get("/health/database"));
        Samples metrics = Samples.parse(get("/metrics"));
        return new Snapshot(base, clock.instant(), System.nanoTime(), health, metrics);
    }

    private JsonNode tree(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException e) {
            throw new NoAnswer(base + " answers, but not as a management listener does");
        }
    }

    private String get(String path) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new NoAnswer(base + " answers, but " + path + " is a " + response.statusCode()
                        + " there: it is no management listener");
            }
            return response.body();
        } catch (ConnectException e) {
            throw new NoAnswer("no service answers at " + base + ": nothing listens there");
        } catch (HttpTimeoutException e) {
            throw new NoAnswer("no service answers at " + base + " within " + PATIENCE.toSeconds() + " s");
        } catch (IOException e) {
            throw new NoAnswer("no service answers at " + base + ": the connection was lost");
        }
    }
}
