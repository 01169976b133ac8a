package io.twinpath.bootstrap.faults;

import static io.twinpath.bootstrap.faults.Expectation.READS_ANSWERED;
import static io.twinpath.bootstrap.faults.Expectation.UNCOUNTED;
import static io.twinpath.bootstrap.faults.Expectation.WRITES_ANSWERED;

import io.twinpath.bootstrap.faults.FaultCase.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** What clients do that mean harm or do not know better; the others are to notice nothing. */
final class HttpFaults {
    private static final String GROUP = "http";
    private static final String PROFILE = "/api/v1/profile";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private HttpFaults() {}

    static Stream<FaultCase> all() {
        int idle = Math.toIntExact(FaultCase.pick(Duration.ofMillis(2_000), Duration.ofMillis(10_000))
                .toMillis());
        int disconnects = Math.toIntExact(FaultCase.pick(Duration.ofMillis(1_000), Duration.ofMillis(10_000))
                .toMillis());
        return Stream.of(
                fault("slow headers, 200 clients")
                        .hold(trickle(200, "GET " + PROFILE + " HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")),
                fault("slow body, 50 clients")
                        .hold(bed -> trickle(
                                        50,
                                        "PATCH " + PROFILE + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                                + bed.token(bed.users().get(0))
                                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                                .on(bed)),
                fault("slow readers, 50 clients").hold(HttpFaults::neverRead),
                fault(idle + " idle connections")
                        .inject(bed -> connect(bed, idle))
                        .end(TestBed::closeAside),
                fault("disconnects at every stage, " + disconnects).hold(bed -> disconnect(bed, disconnects)),
                fault("pipelining, 50 requests at once").hold(HttpFaults::pipeline),
                fault("header, target, body too large: 431, 414, 413").hold(MalformedRequests::tooLarge),
                fault("request smuggling: one 400, then close").hold(MalformedRequests::smuggle),
                fault("malformed Host and target: 400").hold(MalformedRequests::targets),
                fault("malformed JSON: 400 or 422 within 50 ms").hold(MalformedRequests::json),
                fault("wrong media types: 415, 406").hold(MalformedRequests::mediaTypes));
    }

    /** A byte each half second. */
    private static Action trickle(int clients, String begin) {
        return bed -> {
            List<HttpConnection> slow = connect(bed, clients);
            for (HttpConnection each : slow) {
                each.send(begin);
            }
            for (long i = FaultCase.pick(Duration.ofSeconds(5), Duration.ofSeconds(20))
                            .toMillis();
                    i > 0;
                    i -= 500) {
                for (HttpConnection each : slow) {
                    try {
                        each.send("a");
                    } catch (IOException e) {
                        // the service has had enough of it, as it may
                    }
                }
                Thread.sleep(500);
            }
            bed.closeAside();
        };
    }

    private static void neverRead(TestBed bed) throws Exception {
        String request = HttpConnection.get(PROFILE, bed.token(bed.users().get(0)));
        List<Thread> senders = new ArrayList<>();
        for (HttpConnection each : connect(bed, 50)) {
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < 200; i++) {
                        each.send(request.repeat(5));
                        Thread.sleep(25);
                    }
                } catch (IOException | InterruptedException e) {
                    // full, or over
                }
            });
            sender.setDaemon(true);
            sender.start();
            senders.add(sender);
        }
        Thread.sleep(
                FaultCase.pick(Duration.ofSeconds(5), Duration.ofSeconds(20)).toMillis());
        bed.closeAside();
        for (Thread each : senders) {
            each.interrupt();
        }
    }

    private static List<HttpConnection> connect(TestBed bed, int count) throws IOException {
        List<HttpConnection> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(bed.setAside(new HttpConnection(bed.port(), LIMIT)));
        }
        return all;
    }

    private static void disconnect(TestBed bed, int count) throws Exception {
        String token = bed.token(bed.users().get(0));
        String get = HttpConnection.get(PROFILE, token);
        String patch = HttpConnection.withBody(
                "PATCH", PROFILE, token, "Content-Type: application/json\r\n", "{\"full_name\":1234567890}");
        List<String> stages = List.of(
                "",
                get.substring(0, 3),
                get.substring(0, get.length() / 2),
                get.substring(0, get.length() - 2),
                get,
                patch.substring(0, patch.length() - 24),
                patch.substring(0, patch.length() - 5),
                get + get + get);
        for (int i = 0; i < count; i++) {
            HttpConnection connection = new HttpConnection(bed.port(), LIMIT);
            connection.send(stages.get(i % stages.size()));
            if (ThreadLocalRandom.current().nextBoolean()) {
                connection.abort();
            } else {
                connection.close();
            }
            Thread.sleep(3);
        }
    }

    private static void pipeline(TestBed bed) throws Exception {
        try (HttpConnection connection = new HttpConnection(bed.port(), LIMIT)) {
            connection.send(
                    HttpConnection.get(PROFILE, bed.token(bed.users().get(0))).repeat(50));
            for (int i = 0; i < 50; i++) {
                HttpAnswer answer = connection.receive();
                if (answer.status() != 200) {
                    bed.finding("request " + i + " of those sent at once is answered " + answer);
                    return;
                }
            }
        }
    }

    private static FaultCase fault(String name) {
        return FaultCase.of(GROUP, name).expect(READS_ANSWERED, WRITES_ANSWERED, UNCOUNTED);
    }
}
