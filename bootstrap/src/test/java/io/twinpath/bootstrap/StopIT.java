package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The built distribution is told to stop while it is busy. */
class StopIT {
    private static final int TERMINATED = 143;

    private final List<String> cut = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger lastAnswers = new AtomicInteger();

    @Test
    void whoever_asked_is_answered_and_whoever_looks_sees_that_it_ends() throws IOException, InterruptedException {
        try (TwinpathProcess service = serve("1s")) {
            int port = Integer.parseInt(
                    service.awaitOutput("Serving on http://127.0.0.1:(\\d+)").group(1));
            String metrics =
                    service.awaitOutput("Metrics on (http://[^\\s\"]+)").group(1);
            String ready = "http://127.0.0.1:" + port + "/health/ready";
            await().until(() -> get(ready).statusCode() == 200);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                callers.add(new Thread(() -> call(port), "caller-" + i));
                callers.get(i).start();
            }
            await().until(() -> answers.get() > 500);
            long told = System.nanoTime();
            service.signal();
            await().pollInterval(Duration.ofMillis(20)).until(() -> get(ready).statusCode() == 503);
            assertThat(get(metrics).statusCode()).as("operators still see it").isEqualTo(200);
            assertThat(service.awaitEnd()).isEqualTo(TERMINATED);
            assertThat(Duration.ofNanos(System.nanoTime() - told))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(cut).isEmpty();
            assertThat(lastAnswers.get())
                    .as("answers that end their connection")
                    .isGreaterThan(8);
            assertThat(service.output()).contains("Stopped");
        }
    }

    @Test
    void a_second_signal_ends_it_at_once() throws IOException, InterruptedException {
        try (TwinpathProcess service = serve("1h")) {
            int port = Integer.parseInt(
                    service.awaitOutput("Serving on http://127.0.0.1:(\\d+)").group(1));
            try (Socket connected = new Socket("127.0.0.1", port)) {
                assertThat(exchange(connected)).isNotEmpty();
                service.signal();
                await().until(() -> exchange(connected, "GET /health/ready").contains("Connection: close"));
                service.signal();
                assertThat(service.awaitEnd()).isEqualTo(TERMINATED);
            }
            assertThat(service.output()).doesNotContain("Stopped");
        }
    }

    private static TwinpathProcess serve(String drainDelay) {
        TestDatabase database = TestPostgres.emptyDatabase();
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", TwinpathProcess.url(database.owner()));
        environment.put("TWINPATH_TOKEN_SECRET", "a secret of the tests that is long enough");
        environment.put("TWINPATH_HTTP_PORT", "0");
        environment.put("TWINPATH_DRAIN_DELAY", drainDelay);
        return TwinpathProcess.start(environment, "serve");
    }

    /** Again and again, on one connection for as long as that lasts, until there is nobody to connect to. */
    private void call(int port) {
        while (true) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                if (!callOn(socket)) {
                    return;
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** False when nobody took the connection: it was in the queue of a port that closed. */
    private boolean callOn(Socket socket) {
        for (int i = 0; ; i++) {
            try {
                String head = exchange(socket);
                answers.incrementAndGet();
                if (head.contains("Connection: close")) {
                    lastAnswers.incrementAndGet();
                    return true;
                }
            } catch (SocketException e) {
                if (i > 0) {
                    cut.add(e.toString());
                }
                return false;
            } catch (IOException e) {
                cut.add(e.toString());
                return false;
            }
        }
    }

    private static String exchange(Socket socket) throws IOException {
        return exchange(socket, "GET /api/v1/profile");
    }

    /** Gives the answer's head once all of the answer is there. */
    private static String exchange(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line == null || !line.isEmpty(); line = in.readLine()) {
            if (line == null) {
                throw new EOFException("no whole answer but " + head);
            }
            head.append(line).append('\n');
            length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
        }
        for (int i = 0; i < length; i++) {
            if (in.read() < 0) {
                throw new EOFException("no whole body after " + head);
            }
        }
        return head.toString();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
