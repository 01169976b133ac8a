package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingHeadersTest {
    private static final String[] DEFAULTS = {
        "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n",
        "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nReferrer-Policy: no-referrer\r\n",
        "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "\r\nCross-Origin-Resource-Policy: same-origin\r\n"
    };

    @AutoClose
    private final Listening server = new Listening(exchange -> exchange.answer(new Answer(
            200,
            List.of(
                    new Header("content-security-policy", "default-src 'self'"),
                    new Header("Referrer-Policy", "same-origin")),
            new byte[0])));

    private String send(String method, String path) throws IOException {
        return server.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "HEAD /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "PUT /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void every_answer_has_them_once_those_in_front_of_the_application_too(String request) throws IOException {
        String answer = server.send(request);
        for (String each : DEFAULTS) {
            assertThat(answer).containsOnlyOnce(each.strip());
            assertThat(answer).contains(each);
        }
        assertThat(answer)
                .as("no TLS, no origins, and nothing of who answers")
                .doesNotContain("Strict-Transport-Security", "Access-Control", "Vary", "Server:", "X-Powered-By");
    }

    @Test
    void what_an_answer_says_itself_stands_alone() throws IOException {
        assertThat(send("GET", "/"))
                .contains("\r\ncontent-security-policy: default-src 'self'\r\n", "\r\nReferrer-Policy: same-origin\r\n")
                .contains(DEFAULTS[1], DEFAULTS[3], DEFAULTS[4])
                .doesNotContain("frame-ancestors", "no-referrer");
    }
}
