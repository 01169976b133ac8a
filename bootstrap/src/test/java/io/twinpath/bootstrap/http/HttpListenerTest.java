package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.RequestObservers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.Executors;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Wire.class)
class HttpListenerTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String CLOSE = "Connection: close\r\n\r\n";

    @Path("/")
    public static final class Hello {
        @GET
        public String hello() {
            return "hello";
        }

        @POST
        @Path("length")
        public String length(byte[] body) {
            return Integer.toString(body.length);
        }

        @GET
        @Path("defect")
        @SuppressWarnings("DoNotCallSuggester")
        public String defect() {
            throw new IllegalStateException("io.twinpath.Secret");
        }
    }

    @AutoClose
    private final Listening server;

    HttpListenerTest(Wire wire) {
        server = new Listening(
                new JerseyHandler(new ResourceConfig().register(new Hello())),
                Listening.BOUNDS,
                Listening.LIMITS,
                wire,
                Origins.NONE);
    }

    @Test
    void a_sound_request_goes_through() throws IOException {
        assertThat(server.send("GET / HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsPattern("\r\nDate: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n")
                .contains("\r\nConnection: close\r\n")
                .endsWith("hello");
        assertThat(server.send("GET /?a=%20b&c=d/?e HTTP/1.1\r\nHost: [::1]:8000\r\n" + CLOSE))
                .startsWith("HTTP/1.1 200");
        assertThat(server.send("GET http://LOCALHOST/ HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 200");
        assertThat(server.send("GET https://localhost/ HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 200");
        assertThat(server.send("\r\nGET / HTTP/1.0\r\n\r\n"))
                .as("as old clients do, an empty line before it and no Host in it")
                .startsWith("HTTP/1.1 200")
                .contains("\r\nConnection: close\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\n12345",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n12\r\n3;a=b\r\n345\r\n0\r\n\r\n",
                "transfer-encoding: Chunked\r\n\r\n005\r\n12345\r\n00\r\n\r\n",
                "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n12345"
            })
    void a_body_is_whole_before_anyone_is_asked(String body) throws IOException {
        assertThat(server.send("POST /length HTTP/1.1\r\n" + HOST + "Connection: close\r\n" + body))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n5");
    }

    @Test
    void head_is_get_without_its_body() throws IOException {
        assertThat(server.send("HEAD / HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 200")
                .contains("\r\nContent-Length: 5\r\n")
                .endsWith("\r\n\r\n");
    }

    /** As Java's own client does by default: it offers HTTP/2 with its first request. */
    @Test
    void requests_in_a_row_are_answered_in_order_and_an_offer_of_another_protocol_is_ignored() throws IOException {
        String offer = HOST + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAEAAEAAAAIAAAAB\r\n";
        assertThat(server.send("GET / HTTP/1.1\r\n" + offer + "\r\n"
                        + "POST /length HTTP/1.1\r\n" + offer + "Content-Length: 5\r\n\r\n12345"
                        + "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n"
                        + "GET / HTTP/1.1\r\n" + HOST + CLOSE))
                .containsPattern("(?s)^HTTP/1.1 200.*\r\n\r\nhelloHTTP/1.1 200.*\r\n\r\n5HTTP/1.1 200.*\"up\"}"
                        + "HTTP/1.1 200.*\r\n\r\nhello$");
    }

    @Test
    void many_requests_in_a_row_take_no_more_of_the_stack_than_one() throws IOException {
        String answers = server.send(
                ("GET /health/live HTTP/1.1\r\n" + HOST + "\r\n").repeat(5000) + "GET / HTTP/1.1\r\n" + HOST + CLOSE);
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(5002);
    }

    @Test
    void a_long_target_is_read_as_any_other() throws IOException {
        String half = "a%20".repeat(1750);
        assertThat(server.send("GET /" + half + "?" + half + " HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void what_escapes_the_application_is_a_503() throws IOException {
        assertThat(server.send("GET /defect HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: ", "application/problem+json")
                .doesNotContain("Secret", "Exception");
    }

    @Test
    void so_is_what_a_handler_throws_and_it_is_told_of() throws IOException {
        Handler defective = exchange -> {
            throw new IllegalStateException("io.twinpath.Secret");
        };
        try (Listening other = new Listening(defective)) {
            assertThat(other.send("GET / HTTP/1.1\r\n" + HOST + CLOSE))
                    .startsWith("HTTP/1.1 503")
                    .doesNotContain("Secret", "Exception");
            assertThat(other.told())
                    .isEqualTo(
                            AnsweredRequest.unmatched("GET", 503, other.told().duration()));
            await().until(() -> other.admission.inside() == 0 && other.admission.inProgress() == 0);
        }
    }

    @Test
    void health_is_told_of_by_its_route() throws IOException {
        assertThat(server.send("GET /health/ready?x HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 503")
                .contains("\r\nRetry-After: ", "\r\nCache-Control: no-store\r\n", "/problems/not-ready");
        assertThat(server.told().route()).isEqualTo("/health/ready");
        assertThat(server.send("PUT /health/live HTTP/1.1\r\n" + HOST + CLOSE))
                .startsWith("HTTP/1.1 405")
                .contains("\r\nAllow: GET, HEAD\r\n");
    }

    @Test
    void a_taken_port_is_said_at_once() {
        try (ReadingThreads threads = ReadingThreads.start("other", 1)) {
            assertThatThrownBy(() -> new HttpListener(
                            threads,
                            "127.0.0.1",
                            server.listener.port(),
                            exchange -> {},
                            Listening.LIMITS,
                            Executors.newSingleThreadScheduledExecutor(),
                            new RequestObservers(List.of()),
                            Origins.NONE,
                            null))
                    .isInstanceOf(BindException.class);
        }
    }
}
