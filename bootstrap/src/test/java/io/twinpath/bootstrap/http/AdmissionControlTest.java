package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.rest.AnsweredRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than can be done is refused at once, by who is never busy; health is told all the while. */
class AdmissionControlTest {
    private static final Bounds BOUNDS = new Bounds(2, 3, 20);

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Exchange> begun = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean blocking = true;

    @AutoClose
    private final Listening server = new Listening(this::handle, BOUNDS, Listening.LIMITS);

    private void handle(Exchange exchange) {
        if (exchange.caller().isPresent()) {
            String who = exchange.caller().get().user().toString();
            if (exchange.request().target().equals("/broken")) {
                throw new IllegalStateException("a defect");
            }
            exchange.answer(Answer.page("text/plain", who.getBytes(StandardCharsets.UTF_8)));
            return;
        }
        begun.add(exchange);
        if (blocking) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.answer(Answer.page("text/plain", new byte[0]));
        }
    }

    @AfterEach
    void hang_up() throws IOException {
        release.countDown();
        for (Socket each : sockets) {
            each.close();
        }
    }

    @Test
    void with_all_workers_busy_so_many_wait_and_the_rest_is_refused_at_once() throws IOException {
        ask(5);
        await().until(() -> server.admission.inside() == 5);
        long asked = System.nanoTime();
        assertThat(server.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("\r\nRetry-After: ", "\r\nCache-Control: no-store\r\n", "\r\nX-Request-Id: ");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofMillis(200));
        assertThat(server.told())
                .isEqualTo(AnsweredRequest.unmatched("HEAD", 503, server.told().duration()));
        assertThat(server.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(begun).hasSize(2);
    }

    @Test
    void reads_of_known_callers_need_no_worker_and_all_else_does() throws IOException {
        ask(5);
        await().until(() -> server.admission.inside() == 5);
        assertThat(server.send(known("GET /"))).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n7");
        assertThat(server.send(known("HEAD /"))).startsWith("HTTP/1.1 200 ");
        assertThat(server.send(known("DELETE /"))).startsWith("HTTP/1.1 503 ");
        assertThat(server.admission.inProgress()).isEqualTo(5);
        assertThat(begun).hasSize(2);
    }

    @Test
    void a_defect_in_a_read_of_a_known_caller_is_a_503_and_ends_nothing() throws IOException {
        assertThat(server.send(known("GET /broken"))).startsWith("HTTP/1.1 503 ");
        assertThat(server.told().status()).isEqualTo(503);
        assertThat(server.send(known("GET /"))).startsWith("HTTP/1.1 200 ");
        assertThat(server.admission.inProgress()).isZero();
    }

    @Test
    void who_cannot_be_told_is_not_known() throws IOException {
        release.countDown();
        assertThat(server.send(known("GET /").replace("Known: 7", "Known: nobody")))
                .startsWith("HTTP/1.1 200 ");
        assertThat(begun).hasSize(1);
    }

    @Test
    @Timeout(
            value = 30,
            threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // locked conversations could not even be closed
    void who_serves_one_conversation_may_answer_another() throws Exception {
        Exchanger<Exchange> meeting = new Exchanger<>();
        Handler crosswise = exchange -> {
            try {
                meeting.exchange(exchange).answer(Answer.page("text/plain", new byte[0]));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (Listening here = new Listening(crosswise, BOUNDS, Listening.LIMITS);
                Listening there = new Listening(crosswise, BOUNDS, Listening.LIMITS)) {
            CompletableFuture<String> first = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            first.complete(here.send(known("GET /")));
                        } catch (IOException e) {
                            first.completeExceptionally(e);
                        }
                    })
                    .start();
            assertThat(there.send(known("GET /"))).startsWith("HTTP/1.1 200 ");
            assertThat(first.get(10, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String known(String request) {
        return request + " HTTP/1.1\r\nHost: localhost\r\nKnown: 7\r\nConnection: close\r\n\r\n";
    }

    @Test
    void who_sends_on_is_refused_once() throws IOException {
        ask(5);
        await().until(() -> server.admission.inside() == 5);
        assertThat(server.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100))
                        .split("HTTP/1.1 503 ", -1))
                .hasSize(2);
        assertThat(server.told().status()).isEqualTo(503);
        assertThat(server.told).hasSize(1);
    }

    @Test
    void whose_turn_comes_too_late_is_not_begun() throws IOException {
        ask(3);
        await().until(() -> server.admission.inside() == 3);
        await().pollDelay(Duration.ofMillis(650)).until(() -> true);
        release.countDown();
        await().until(() -> !server.told.isEmpty());
        assertThat(begun).hasSize(2);
        assertThat(server.told())
                .isEqualTo(AnsweredRequest.unmatched("GET", 503, server.told().duration()));
        await().until(() -> server.admission.inside() == 0);
    }

    @Test
    void who_hung_up_is_not_begun_either() throws IOException {
        ask(2);
        await().until(() -> begun.size() == 2);
        ask(3);
        await().until(() -> server.admission.inside() == 5);
        for (Socket each : sockets.subList(2, 5)) {
            each.close();
        }
        await().until(() -> server.listener.connections() == 2);
        release.countDown();
        await().until(() -> server.admission.inside() == 0 && server.admission.inProgress() == 0);
        assertThat(begun).hasSize(2);
    }

    @Test
    void those_who_wait_for_more_than_a_worker_are_bounded_too() throws IOException {
        blocking = false;
        for (int i = 1; i <= 20; i++) {
            int asked = i;
            ask(1);
            await().pollInterval(Duration.ofMillis(1)).until(() -> begun.size() == asked);
        }
        await().until(() -> begun.size() == 20 && server.admission.inside() == 0);
        assertThat(server.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains("/problems/overloaded");
        assertThat(server.send(known("GET /"))).contains("/problems/overloaded");
        begun.forEach(each -> each.answer(Answer.page("text/plain", new byte[0])));
        assertThat(server.admission.inProgress()).isZero();
    }

    @Test
    void whoever_hangs_up_at_whatever_moment_leaves_nothing_behind() throws IOException {
        blocking = false;
        String request = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n12345";
        ask(2);
        await().until(() -> begun.size() == 2);
        Set<Thread> threads = threads();
        for (int i = 0; i < 20 * request.length(); i++) {
            try (Socket socket = server.connect()) {
                socket.setSoLinger(i % 2 == 0, 0);
                socket.getOutputStream()
                        .write(request.substring(0, i % request.length() + 1).getBytes(StandardCharsets.UTF_8));
            }
            begun.removeIf(each -> {
                each.answer(Answer.page("text/plain", new byte[0]));
                return true;
            });
        }
        await().until(() -> server.listener.connections() == 2);
        begun.forEach(each -> each.answer(Answer.page("text/plain", new byte[0])));
        await().until(() -> server.admission.inside() == 0 && server.admission.inProgress() == 0);
        assertThat(threads).containsAll(threads());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> !each.getName().startsWith("awaitility"))
                .collect(Collectors.toSet());
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            try {
                Socket socket = server.connect();
                sockets.add(socket);
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
