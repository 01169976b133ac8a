package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However slowly the other side goes, it holds no thread, and it is given only so long. */
@ParameterizedClass
@EnumSource(Wire.class)
class DeadlinesTest {
    /** Few, for each is enciphered by code that was hardly compiled. */
    private static final int DEAF = 3;

    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile Handler handler = exchange -> exchange.answer(Answer.page("text/plain", new byte[0]));

    @AutoClose
    private final Listening server;

    private final Wire wire;
    private final Duration limit;

    /** A handshake is part of what has to come in time. */
    DeadlinesTest(Wire wire) {
        this.wire = wire;
        limit = wire == Wire.PLAIN ? Duration.ofMillis(400) : Duration.ofSeconds(1);
        server = listening(new Limits(limit, limit, limit, limit));
    }

    private Listening listening(Limits limits) {
        return new Listening(
                exchange -> {
                    exchanges.add(exchange);
                    handler.handle(exchange);
                },
                new Bounds(2, 1000, 1000),
                limits,
                wire,
                Origins.NONE);
    }

    /** The first handshake of all loads so much code that it would not come to its end in time. */
    @BeforeAll
    static void warmUp() throws IOException {
        try (Listening other =
                new Listening(exchange -> {}, Listening.BOUNDS, Listening.LIMITS, Wire.TLS, Origins.NONE)) {
            other.connect().close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nX: ",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n12",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12",
            })
    void a_request_that_does_not_come_to_its_end_is_a_408(String beginning) throws IOException {
        assertThat(server.send(beginning))
                .startsWith("HTTP/1.1 408 ")
                .contains("\r\nConnection: close\r\n\r\n{\"type\":\"/problems/request-timeout\"");
        assertThat(server.told().status()).isEqualTo(408);
        assertThat(exchanges).isEmpty();
    }

    @Test
    void however_steadily_it_drips() throws IOException {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.ISO_8859_1));
            long begun = System.nanoTime();
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> firstOf(socket));
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                out.write('x');
                return answer.isDone();
            });
            assertThat(answer.join()).isEqualTo('H');
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(limit.minusMillis(50));
        }
    }

    private static int firstOf(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /", "\r\n"})
    void what_is_no_request_yet_is_ended_without_a_word(String beginning) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.told).isEmpty();
    }

    @Test
    void a_hundred_slow_bodies_keep_no_one_waiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                slow.add(server.connect());
                slow.get(i)
                        .getOutputStream()
                        .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1"
                                .getBytes(StandardCharsets.UTF_8));
            }
            try (Socket other = server.connect()) {
                other.getOutputStream().write(GET.getBytes(StandardCharsets.UTF_8));
                assertThat(new String(other.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                        .isEqualTo("HTTP/1.1 200");
            }
            assertThat(server.admission.inProgress()).isZero();
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    @Test
    void who_does_not_read_holds_no_thread_and_is_cut_off() throws IOException {
        byte[] large = new byte[4_000_000]; // more than the sockets take
        handler = exchange -> exchange.answer(Answer.page("text/plain", large));
        List<Socket> deaf = new ArrayList<>();
        Duration ample = Duration.ofSeconds(30);
        try (Listening patient = listening(new Limits(ample, ample, limit, ample))) {
            for (int i = 0; i < DEAF; i++) {
                deaf.add(patient.connect());
                deaf.get(i).getOutputStream().write(GET.repeat(50).getBytes(StandardCharsets.UTF_8));
            }
            await().untilAsserted(() -> assertThat(exchanges).hasSize(DEAF));
            await().until(() -> patient.admission.inside() == 0);
            await().until(() -> patient.listener.connections() == 0);
            assertThat(exchanges).as("none of the next was begun").hasSize(DEAF);
        } finally {
            for (Socket each : deaf) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH"})
    void what_nobody_answers_is_answered_at_the_deadline(String method) throws IOException {
        handler = exchange -> {};
        assertThat(server.send(method + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503")
                .contains(method.equals("GET") ? "/problems/overloaded" : "/problems/outcome-unknown");
        exchanges.get(0).answer(Answer.page("text/plain", new byte[0]));
        assertThat(server.admission.inProgress()).isZero();
    }

    @Test
    void a_hundred_comes_before_the_body_that_waits_for_it() throws IOException {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            out.write("ok".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 200");
        }
    }
}
