package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What TLS adds to a listener; that it takes nothing away, the tests show that run on both wires. */
class TlsListenerTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final byte[] LARGE = new byte[4_000_000];
    private static final Duration READ_LIMIT = Duration.ofSeconds(2);

    private final Tls tls = new Tls(Wire.entry(Wire.EC), task -> new Thread(task).start());

    @AutoClose
    private final Listening server = listening(tls);

    private static Listening listening(Tls tls) {
        return new Listening(
                exchange -> exchange.answer(Answer.page("text/plain", LARGE)),
                Listening.BOUNDS,
                new Limits(
                        READ_LIMIT, READ_LIMIT.multipliedBy(5), READ_LIMIT.multipliedBy(5), READ_LIMIT.multipliedBy(5)),
                Wire.TLS,
                Origins.NONE,
                tls);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String get(SSLSocket socket) throws IOException {
        write(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\"up\"}") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended after " + answer);
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static Certificate shownTo(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    @Test
    void java_s_own_client_gets_large_answers_one_after_another() throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().sslContext(Wire.trusting(Wire.EC)).build();
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/"))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo(LARGE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3,TLS_AES_256_GCM_SHA384",
        "TLSv1.3,TLS_AES_128_GCM_SHA256",
        "TLSv1.3,TLS_CHACHA20_POLY1305_SHA256",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.2,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    })
    void current_protocols_and_suites_are_spoken(String protocol, String suite) throws IOException {
        tls.use(Wire.entry(suite.contains("RSA") ? Wire.RSA : Wire.EC));
        try (SSLSocket socket = Wire.connect(server.port(), protocol, suite)) {
            assertThat(get(socket)).startsWith("HTTP/1.1 200");
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_RSA_WITH_AES_256_GCM_SHA384"
            })
    void older_suites_are_refused(String suite) {
        tls.use(Wire.entry(Wire.RSA));
        assertThatThrownBy(() -> Wire.connect(server.port(), "TLSv1.2", suite)).isInstanceOf(SSLException.class);
    }

    @Test
    void another_protocol_than_http_1_is_refused_where_it_is_the_only_one_offered() throws IOException {
        try (SSLSocket socket = Wire.unconnected(server.port())) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @Test
    void plain_text_is_ended_at_once() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout((int) READ_LIMIT.dividedBy(2).toMillis());
            write(socket, GET);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .as("an alert at most")
                    .hasSizeLessThan(10);
        }
        assertThat(server.told).isEmpty();
    }

    /** The second is the head of a record that never comes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0001\u0002\u0000", "GET"})
    void a_handshake_that_stalls_keeps_no_one_waiting_and_is_ended(String beginning) throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                stalled.add(new Socket("127.0.0.1", server.port()));
                write(stalled.get(i), beginning);
            }
            try (SSLSocket other = Wire.connectTls(server.port())) {
                assertThat(get(other)).startsWith("HTTP/1.1 200");
            }
            assertThat(server.listener.connections()).isGreaterThanOrEqualTo(100);
            await().atMost(READ_LIMIT.multipliedBy(2)).until(() -> server.listener.connections() == 0);
        } finally {
            for (Socket each : stalled) {
                each.close();
            }
        }
    }

    @Test
    void who_could_only_be_served_too_late_is_closed_at_once() throws IOException {
        Tls busy = new Tls(Wire.entry(Wire.EC), task -> {
            throw new RejectedExecutionException();
        });
        try (Listening other = listening(busy)) {
            assertThatThrownBy(() -> Wire.connectTls(other.port())).isInstanceOf(IOException.class);
            await().until(() -> other.listener.connections() == 0);
        }
    }

    @Test
    void a_second_handshake_on_one_connection_is_refused() throws IOException {
        try (SSLSocket socket = Wire.connect(server.port(), "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
            assertThat(get(socket)).startsWith("HTTP/1.1 200");
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        get(socket);
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void new_keys_may_be_asked_for_but_not_without_end() throws IOException {
        try (SSLSocket socket = Wire.connect(server.port(), "TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
            for (int i = 0; i < 10; i++) {
                socket.startHandshake();
                assertThat(get(socket)).startsWith("HTTP/1.1 200");
            }
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            socket.startHandshake();
                            get(socket);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void who_says_goodbye_is_gone() throws IOException {
        try (SSLSocket socket = Wire.connectTls(server.port())) {
            assertThat(get(socket)).startsWith("HTTP/1.1 200");
            socket.shutdownOutput();
            await().until(() -> server.listener.connections() == 0);
        }
    }

    @Test
    void a_new_certificate_is_for_new_connections_and_the_open_ones_go_on() throws IOException {
        try (SSLSocket before = Wire.connectTls(server.port())) {
            tls.use(Wire.entry(Wire.RSA));
            try (SSLSocket after = Wire.connectTls(server.port())) {
                assertThat(shownTo(after)).isEqualTo(Wire.RSA.getCertificate());
            }
            assertThat(shownTo(before)).isEqualTo(Wire.EC.getCertificate());
            assertThat(get(before)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void bytes_that_are_no_record_end_the_connection() throws IOException {
        try (SSLSocket socket = Wire.connectTls(server.port());
                Socket raw = new Socket("127.0.0.1", server.port())) {
            assertThat(get(socket)).startsWith("HTTP/1.1 200");
            write(raw, "\u0016\u0003\u0003\u0000\u0004\u0001\u0000\u0000\u0000");
            assertThat(raw.getInputStream().readAllBytes()).hasSizeLessThan(10);
        }
    }

    @Test
    void answers_say_that_there_is_tls_only() throws IOException {
        try (SSLSocket socket = Wire.connectTls(server.port())) {
            assertThat(get(socket)).contains("\r\nStrict-Transport-Security: max-age=31536000\r\n");
        }
    }
}
