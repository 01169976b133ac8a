package io.twinpath.bootstrap.service;

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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.bridge.SLF4JBridgeHandler;

class HttpListenerTest {
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

    @BeforeAll
    static void logs_go_where_all_others_go() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private final List<AnsweredRequest> told = new CopyOnWriteArrayList<>();

    @AutoClose
    private final HttpListener listener;

    HttpListenerTest() throws IOException {
        listener = new HttpListener(
                "test",
                "127.0.0.1",
                0,
                HttpListener.jersey(new ResourceConfig().register(new Hello())),
                new RequestObservers(List.of(told::add)));
    }

    @Test
    void a_sound_request_goes_through() throws IOException {
        assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("hello");
        assertThat(send("GET /?a=%20b&c=d/?e HTTP/1.1\r\nHost: [::1]:8000\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET /a|b HTTP/1.1\r\nHost: localhost\r\n",
                "GET /?q=%z HTTP/1.1\r\nHost: localhost\r\n",
                "GET /?q={} HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/1.1\r\nHost: local host\r\n",
                "GET / HTTP/1.1\r\nHost: a:b:c\r\n",
                "GET / HTTP/1.1\r\nHost: <script>\r\n",
                "GET / HTTP/1.1\r\nHost: localhost:999999\r\n"
            })
    void a_bad_target_or_host_is_a_400_without_a_word_of_the_inside(String request) throws IOException {
        assertThat(send(request)).startsWith("HTTP/1.1 400").doesNotContain("<html", "Exception", "grizzly", "jersey");
        await().until(() -> !told.isEmpty());
        assertThat(told)
                .containsExactly(
                        AnsweredRequest.unmatched("GET", 400, told.get(0).duration()));
    }

    /** As Java's own client does by default: it offers HTTP/2 with its first request. */
    @Test
    void an_offer_of_another_protocol_is_ignored_and_the_connection_goes_on() throws IOException {
        String offer = "Host: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAEAAEAAAAIAAAAB\r\n";
        assertThat(send("GET / HTTP/1.1\r\n" + offer + "\r\n"
                        + "POST /length HTTP/1.1\r\n" + offer + "Content-Length: 5\r\n\r\n12345"
                        + "GET / HTTP/1.1\r\nHost: localhost\r\n"))
                .containsPattern("(?s)^HTTP/1.1 200.*\r\n\r\nhelloHTTP/1.1 200.*\r\n\r\n5HTTP/1.1 200.*\r\n\r\nhello$");
    }

    @Test
    void a_long_target_is_read_as_any_other() throws IOException {
        String half = "a%20".repeat(1750);
        assertThat(send("GET /" + half + "?" + half + " HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void what_escapes_the_application_is_a_503() throws IOException {
        assertThat(send("GET /defect HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: ", "application/problem+json")
                .doesNotContain("Secret", "Exception");
    }

    @Test
    void so_is_what_a_handler_throws_and_it_is_told_of() throws IOException {
        HttpHandler defective = new HttpHandler() {
            @Override
            public void service(Request request, Response response) {
                throw new IllegalStateException("io.twinpath.Secret");
            }
        };
        try (HttpListener other =
                new HttpListener("other", "127.0.0.1", 0, defective, new RequestObservers(List.of(told::add)))) {
            assertThat(send(other.port(), "GET / HTTP/1.1\r\nHost: localhost\r\n"))
                    .startsWith("HTTP/1.1 503")
                    .doesNotContain("Secret", "Exception");
        }
        await().until(() -> !told.isEmpty());
        assertThat(told)
                .containsExactly(
                        AnsweredRequest.unmatched("GET", 503, told.get(0).duration()));
    }

    @Test
    void a_head_too_large_is_refused_without_a_word_of_the_inside() throws IOException {
        assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("<html", "Exception");
    }

    @Test
    void a_taken_port_is_said_at_once() {
        assertThatThrownBy(() -> new HttpListener(
                        "other", "127.0.0.1", listener.port(), HttpListener.jersey(new ResourceConfig())))
                .isInstanceOf(BindException.class);
    }

    private String send(String head) throws IOException {
        return send(listener.port(), head);
    }

    private static String send(int port, String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
