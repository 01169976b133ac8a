package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.twinpath.domain.user.UserId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class RequestObserverTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final BlockingQueue<AnsweredRequest> seen = new LinkedBlockingQueue<>();

    @AutoClose
    private static final TestServer server = new TestServer(
            request -> {
                throw new IllegalStateException("a defective observer");
            },
            seen::add);

    @BeforeEach
    void all_is_well() {
        server.trouble = Optional.empty();
        seen.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /api/v1/profile,        ,                 200, /api/v1/profile,        1",
        "HEAD,    /api/v1/profile,        ,                 200, /api/v1/profile,        1",
        "GET,     /api/v1/profile?q=x,    ,                 200, /api/v1/profile,        1",
        "GET,     /api/v1/profile,        wrong,            401, /api/v1/profile,",
        "PUT,     /api/v1/settings,       application/json, 400, /api/v1/settings,       1",
        "PUT,     /api/v1/settings,       text/plain,       415, /api/v1/settings,",
        "DELETE,  /api/v1/settings,       ,                 405, /api/v1/settings,",
        "BREW,    /api/v1/settings,       ,                 405, /api/v1/settings,",
        "OPTIONS, /api/v1/settings,       ,                 200, /api/v1/settings,",
        "POST,    /api/v1/auth/login,     application/json, 400, /api/v1/auth/login,",
        "GET,     /health,                ,                 404, unmatched,",
        "GET,     /health/of/ann,         ,                 404, unmatched,",
        "GET,     /api/v1/profile/ann,    ,                 404, unmatched,",
        "BREW,    /ann,                   ,                 404, unmatched,"
    })
    void every_request_is_told_of_once_by_its_route_and_never_by_its_target(
            String method, String target, String header, int status, String route, Long user)
            throws InterruptedException {
        HttpRequest.Builder request = server.to(target).method(method, BodyPublishers.noBody());
        if (!"wrong".equals(header)) {
            request.header("Authorization", "Bearer " + server.tokenOf(ann()));
        }
        if (header != null && header.contains("/")) {
            request.header("Content-Type", header);
        }
        long begun = System.nanoTime();
        String id = server.send(request).headers().firstValue("X-Request-Id").orElseThrow();
        AnsweredRequest told = next();
        assertThat(told.duration()).isPositive().isLessThan(Duration.ofNanos(System.nanoTime() - begun));
        assertThat(told)
                .isEqualTo(new AnsweredRequest(
                        route,
                        method.equals("BREW") ? "OTHER" : method,
                        status,
                        told.duration(),
                        Optional.of(id),
                        Optional.empty(),
                        Optional.ofNullable(user).map(UserId::new)));
        server.get("/api/v1/settings", ann());
        assertThat(next().route()).as("nothing was told twice").isEqualTo("/api/v1/settings");
    }

    @Test
    void many_requests_at_once_are_each_told_of_with_their_own_user() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            server.client.sendAsync(
                    server.to("/api/v1/profile")
                            .header("X-Request-Id", "request-" + i)
                            .header("traceparent", "00-" + TRACE.substring(4) + (1000 + i) + "-b7ad6b7169203331-01")
                            .header("Authorization", "Bearer " + TestTokens.token(Instant.now()))
                            .build(),
                    BodyHandlers.discarding());
        }
        for (int i = 0; i < 50; i++) {
            AnsweredRequest told = next();
            int number = Integer.parseInt(told.requestId().orElseThrow().substring("request-".length()));
            assertThat(told.traceId()).contains(TRACE.substring(4) + (1000 + number));
        }
    }

    @Test
    void an_answer_that_cannot_be_had_is_told_of_as_the_503_it_is() throws InterruptedException {
        server.trouble = Optional.of(() -> CompletableFuture.failedStage(new IllegalStateException("a\nb")));
        assertThat(server.get("/api/v1/settings", ann()).statusCode()).isEqualTo(503);
        assertThat(next().status()).isEqualTo(503);
    }

    @Test
    void a_defect_is_logged_with_what_it_happened_to() throws InterruptedException {
        Logger log = (Logger) LoggerFactory.getLogger(FailureMapper.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.ERROR);
        server.trouble = Optional.of(() -> CompletableFuture.failedStage(new IllegalStateException("one of a kind")));
        server.send(server.to("/api/v1/settings")
                .header("X-Request-Id", "the-request")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("Authorization", "Bearer " + server.tokenOf(ann())));
        await().until(() -> !lines.list.isEmpty());
        log.detachAppender(lines);
        log.setLevel(null);
        assertThat(next().status()).isEqualTo(503);
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getKeyValuePairs())
                        .extracting(KeyValuePair::toString)
                        .containsExactly(
                                "route=\"/api/v1/settings\"",
                                "request_id=\"the-request\"",
                                "trace_id=\"" + TRACE + "\"",
                                "user_id=\"1\""));
    }

    private AnsweredRequest next() throws InterruptedException {
        AnsweredRequest told = seen.poll(10, TimeUnit.SECONDS);
        assertThat(told).as("a request that was told of").isNotNull();
        return told;
    }
}
