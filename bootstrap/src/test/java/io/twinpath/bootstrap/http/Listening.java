package io.twinpath.bootstrap.http;

import static org.awaitility.Awaitility.await;

import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.UserId;
import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.RequestObservers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A listener with a handler in it, and raw sockets to it. */
public final class Listening implements AutoCloseable {
    static final Limits LIMITS = Limits.of(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
    static final Bounds BOUNDS = new Bounds(2, 1000, 1000);

    final List<AnsweredRequest> told = new CopyOnWriteArrayList<>();
    final AdmissionControl admission;
    final HttpListener listener;
    private final ReadingThreads readers = ReadingThreads.start("test", 2);
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Wire wire;

    public Listening(Handler application) {
        this(application, BOUNDS, LIMITS);
    }

    Listening(Handler application, Bounds bounds, Limits limits) {
        this(application, bounds, limits, Wire.PLAIN, Origins.NONE);
    }

    Listening(Handler application, Bounds bounds, Limits limits, Wire wire, Origins origins) {
        this(application, bounds, limits, wire, origins, wire.tls());
    }

    Listening(Handler application, Bounds bounds, Limits limits, Wire wire, Origins origins, @Nullable Tls tls) {
        this.wire = wire;
        RequestObservers observers = new RequestObservers(List.of(told::add));
        admission = new AdmissionControl(application, workers, bounds, observers, Listening::known);
        try {
            listener = new HttpListener(
                    readers,
                    "127.0.0.1",
                    0,
                    new Preflights(origins, new HealthDoor(() -> false, admission, observers), observers),
                    limits,
                    Executors.newSingleThreadScheduledExecutor(),
                    observers,
                    origins,
                    tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everyone is whom they say they are. */
    private static Optional<Caller> known(Request request) {
        return request.only("Known").map(id -> new Caller(UserId.of(id), Instant.EPOCH));
    }

    public int port() {
        return listener.port();
    }

    Socket connect() throws IOException {
        Socket socket = wire.connect(listener.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends that and gives all that comes back until the connection ends. */
    String send(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The one that was told of. */
    AnsweredRequest told() {
        await().pollInterval(Duration.ofMillis(2)).until(() -> !told.isEmpty());
        return told.get(0);
    }

    @Override
    public void close() {
        listener.close();
        readers.close();
        workers.shutdownNow();
    }
}
