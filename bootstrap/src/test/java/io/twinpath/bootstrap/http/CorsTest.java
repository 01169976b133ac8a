package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may do: those that are listed, and nobody else. */
class CorsTest {
    private static final String ALLOWED = "https://app.example.org";
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final List<String> handled = new CopyOnWriteArrayList<>();

    @AutoClose
    private final Listening server = listening(new Origins(Set.of(ALLOWED, "http://localhost:5173")));

    private Listening listening(Origins origins) {
        return new Listening(
                exchange -> {
                    handled.add(exchange.request().method());
                    if (!exchange.request().path().equals("/silent")) {
                        exchange.answer(Answer.page("text/plain", new byte[0]));
                    }
                },
                Listening.BOUNDS,
                Limits.of(LIMIT, LIMIT, LIMIT),
                Wire.PLAIN,
                origins);
    }

    private static String request(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static String preflight(String origin) {
        return request(
                "OPTIONS",
                "/api/v1/settings",
                "Origin: " + origin + "\r\nAccess-Control-Request-Method: PATCH\r\n"
                        + "Access-Control-Request-Headers: x-evil\r\n");
    }

    @Test
    void a_preflight_of_a_listed_origin_is_answered_in_front_and_says_nothing_back() throws IOException {
        assertThat(server.send(preflight(ALLOWED)))
                .startsWith("HTTP/1.1 204 ")
                .contains(
                        "\r\nAccess-Control-Allow-Origin: " + ALLOWED + "\r\n",
                        "\r\nAccess-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH\r\n",
                        "\r\nAccess-Control-Allow-Headers: Authorization, Content-Type, If-Match, If-None-Match,"
                                + " Idempotency-Key\r\n",
                        "\r\nAccess-Control-Max-Age: 600\r\n",
                        "\r\nVary: Origin\r\n")
                .doesNotContain("x-evil", "Credentials", "Content-Length");
        assertThat(handled).isEmpty();
        assertThat(server.told().status()).isEqualTo(204);
    }

    @Test
    void the_answers_of_a_listed_origin_can_be_read() throws IOException {
        assertThat(server.send(request("GET", "/", "Origin: http://localhost:5173\r\n")))
                .startsWith("HTTP/1.1 200 ")
                .contains(
                        "\r\nAccess-Control-Allow-Origin: http://localhost:5173\r\n",
                        "\r\nAccess-Control-Expose-Headers: ETag, Retry-After, Age, Cache-Status, X-Request-Id\r\n",
                        "\r\nCross-Origin-Resource-Policy: cross-origin\r\n",
                        "\r\nVary: Origin\r\n")
                .doesNotContain("Credentials", "Resource-Policy: same-origin");
    }

    @Test
    void so_can_those_that_the_front_door_gives_in_its_name() throws IOException {
        assertThat(server.send(request("PATCH", "/silent", "Origin: " + ALLOWED + "\r\n")))
                .startsWith("HTTP/1.1 503 ")
                .contains("outcome-unknown", "\r\nAccess-Control-Allow-Origin: " + ALLOWED + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "http://app.example.org",
                "https://app.example.org:8443",
                "https://app.example.org.evil.com",
                "https://app.example.org/",
                "HTTPS://APP.EXAMPLE.ORG",
                "null",
                "*",
                "https://app.example.org, https://app.example.org",
                ALLOWED + "\r\nOrigin: " + ALLOWED
            })
    void any_other_origin_gets_nothing_but_the_word_that_it_matters(String origin) throws IOException {
        assertThat(server.send(request("GET", "/", "Origin: " + origin + "\r\n")))
                .startsWith("HTTP/1.1 200 ")
                .contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nVary: Origin\r\n")
                .doesNotContain("Access-Control", "example.org");
        assertThat(server.send(preflight(origin))).doesNotContain("Access-Control", "example.org");
        assertThat(handled).as("it is the application's to answer").containsExactly("GET", "OPTIONS");
    }

    @Test
    void caches_learn_that_answers_differ_even_from_those_that_do_not() throws IOException {
        assertThat(server.send(request("GET", "/", "")))
                .contains("\r\nVary: Origin\r\n")
                .doesNotContain("Access-Control");
    }

    @Test
    void it_is_off_unless_it_is_configured() throws IOException {
        try (Listening closed = listening(Origins.NONE)) {
            assertThat(closed.send(preflight(ALLOWED))).doesNotContain("Access-Control", "Vary");
            assertThat(handled).containsExactly("OPTIONS");
        }
    }
}
