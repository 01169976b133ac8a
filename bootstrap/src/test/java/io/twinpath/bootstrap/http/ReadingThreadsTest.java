package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.rest.RequestObservers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReadingThreadsTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @AutoClose
    private final ReadingThreads threads = ReadingThreads.start("shared", 2);

    private HttpListener listen(String body) throws IOException {
        return new HttpListener(
                threads,
                "127.0.0.1",
                0,
                exchange -> exchange.answer(Answer.page("text/plain", body.getBytes(StandardCharsets.US_ASCII))),
                Listening.LIMITS,
                Executors.newSingleThreadScheduledExecutor(),
                new RequestObservers(List.of()),
                Origins.NONE,
                null);
    }

    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static boolean refuses(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    @Test
    void listeners_that_share_them_are_told_apart_and_one_is_closed_without_the_other() throws IOException {
        try (HttpListener one = listen("the one");
                HttpListener other = listen("the other")) {
            assertThat(ask(one.port())).endsWith("the one");
            assertThat(ask(other.port())).endsWith("the other");
            one.close();
            await().until(() -> refuses(one.port()));
            assertThat(ask(other.port())).endsWith("the other");
        }
    }

    @Test
    void a_guest_waits_in_a_thread_s_place_and_requests_are_read_all_the_same() throws Exception {
        CountDownLatch waited = new CountDownLatch(2);
        for (ReadingThread thread : threads.all()) {
            CountDownLatch once = new CountDownLatch(1);
            thread.take(nanos -> {
                thread.await(() -> once.getCount() == 0, nanos); // what is not idle does not wait
                if (once.getCount() > 0) {
                    once.countDown();
                    waited.countDown();
                }
            });
        }
        assertThat(waited.await(10, TimeUnit.SECONDS)).isTrue();
        try (HttpListener listener = listen("with a guest")) {
            for (int i = 0; i < 4; i++) { // both read
                assertThat(ask(listener.port())).endsWith("with a guest");
            }
        }
    }
}
