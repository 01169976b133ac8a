package io.twinpath.bootstrap.faults;

import io.twinpath.bootstrap.history.Markers;
import io.twinpath.bootstrap.history.Request;
import io.twinpath.bootstrap.history.Resource;
import io.twinpath.bootstrap.history.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Requests at a fixed rate whatever becomes of them, over connections that are kept: 70 % profile, 20 % settings, 10 % writes. */
final class LoadDriver implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration MAX_IDLE = Duration.ofSeconds(5); // less than the server's

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "load");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Markers markers;
    private final Random random = new Random(7);
    private final int port;
    private final List<Long> users;
    private final LongFunction<String> tokens;
    private final Phaser underWay = new Phaser(1);
    private volatile long period;
    private volatile int retries;
    private volatile boolean running;
    private Thread pacer = new Thread();

    LoadDriver(int port, List<Long> users, Markers markers, LongFunction<String> tokens, int rate) {
        this.port = port;
        this.users = users;
        this.markers = markers;
        this.tokens = tokens;
        rate(rate);
    }

    /** Requests per second from now on. */
    void rate(int rate) {
        period = 1_000_000_000L / rate;
    }

    void start() {
        running = true;
        pacer = new Thread(this::pace, "load-pacer");
        pacer.setDaemon(true);
        pacer.start();
    }

    /** What has ended so far. */
    List<Sample> soFar() {
        return new ArrayList<>(samples);
    }

    /** How often a request that is refused with 503 is sent again at once. */
    void retries(int times) {
        retries = times;
    }

    /** Returns as all that is under way has ended, with all that was done since the last such call. */
    List<Sample> stop() throws InterruptedException {
        cease();
        underWay.arriveAndAwaitAdvance();
        closeIdle();
        List<Sample> done = new ArrayList<>(samples);
        samples.clear();
        return done;
    }

    /** Begins nothing more; what is under way goes on. */
    void cease() throws InterruptedException {
        running = false;
        pacer.join();
    }

    void closeIdle() {
        for (HttpConnection each = idle.poll(); each != null; each = idle.poll()) {
            each.close();
        }
    }

    @Override
    public void close() {
        running = false;
        threads.shutdownNow();
        closeIdle();
    }

    private void pace() {
        long due = System.nanoTime();
        while (running) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            Request request = next();
            long intended = due;
            underWay.register();
            threads.execute(() -> perform(intended, request));
            due += period;
        }
    }

    private Request next() {
        long user = users.get(random.nextInt(users.size()));
        int choice = random.nextInt(100);
        if (choice < 70) {
            return Request.read(new Subject(Resource.PROFILE, user), OptionalLong.empty());
        }
        if (choice < 90) {
            return Request.read(new Subject(Resource.SETTINGS, user), OptionalLong.empty());
        }
        Resource resource = choice < 95 ? Resource.PROFILE : Resource.SETTINGS;
        return markers.write(Request.Kind.PATCH, new Subject(resource, user), OptionalLong.empty());
    }

    private void perform(long intended, Request request) {
        try {
            long begin = intended;
            for (int i = retries; i >= 0; i--) {
                long sent = System.nanoTime();
                HttpAnswer answer = exchange(request);
                samples.add(new Sample(begin, sent, System.nanoTime(), request, answer));
                begin = System.nanoTime();
                if (answer.status() != 503) {
                    return;
                }
            }
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private HttpAnswer exchange(Request request) {
        HttpConnection connection = null;
        try {
            connection = connection();
            connection.send(bytes(request));
            HttpAnswer answer = connection.receive();
            if (answer.keepsAlive()) {
                idle.push(connection);
            } else {
                connection.close();
            }
            return answer;
        } catch (IOException e) {
            if (connection != null) {
                connection.close();
            }
            return HttpAnswer.none(e.toString());
        }
    }

    private HttpConnection connection() throws IOException {
        for (HttpConnection each = idle.poll(); each != null; each = idle.poll()) {
            if (!each.idleLongerThan(MAX_IDLE)) {
                return each;
            }
            each.close();
        }
        return new HttpConnection(port, LIMIT);
    }

    private String bytes(Request request) {
        String path = request.subject().resource().path;
        String token = tokens.apply(request.subject().user());
        return request.isWrite()
                ? HttpConnection.withBody(
                        "PATCH",
                        path,
                        token,
                        "Content-Type: application/json\r\nIdempotency-Key: " + request.key() + "\r\n",
                        request.body())
                : HttpConnection.get(path, token);
    }
}
