package io.twinpath.bootstrap.http;

import io.twinpath.rest.RequestObservers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.jspecify.annotations.Nullable;

/** One port: HTTP/1.1 over Grizzly's transport, in TLS or without. */
public final class HttpListener implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;
    private final Conversations conversations;
    private final ReadingThreads threads;
    private final TCPNIOServerConnection server;
    private volatile boolean ending;

    /**
     * Binds at once; fails with a {@code BindException} when the port is taken.
     *
     * @param threads read for it; they are needed until it is closed, and not ended with it
     * @param timer ends what has lasted too long; it is the listener's to end
     * @param observers are told of the requests that are refused before they reach the handler
     * @param origins whose pages may read the answers
     * @param tls null for plain text
     */
    public HttpListener(
            ReadingThreads threads,
            String host,
            int port,
            Handler handler,
            Limits limits,
            ScheduledExecutorService timer,
            RequestObservers observers,
            Origins origins,
            @Nullable Tls tls)
            throws IOException {
        this.timer = timer;
        this.threads = threads;
        this.conversations = new Conversations(
                threads.transport(),
                new Rules(handler, limits, observers, () -> ending, new Manners(tls != null, origins), tls));
        this.server = threads.bind(
                new InetSocketAddress(host, port),
                FilterChainBuilder.stateless()
                        .add(new TransportFilter())
                        .add(conversations)
                        .build());
        timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    public int port() {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** How many are open. */
    int connections() {
        return conversations.open().size();
    }

    /** Each connection ends with its next answer; returns after so long, in which others learn that this service goes. */
    public void drain(Duration time) {
        ending = true;
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more requests, and gives those in progress their answers for some seconds. */
    @Override
    public void close() {
        ending = true;
        threads.transport().unbind(server);
        await(
                () -> {
                    conversations.open().forEach(Conversation::closeIfIdle);
                    return conversations.open().isEmpty();
                },
                LAST_ANSWERS);
        timer.shutdownNow();
        conversations.open().forEach(Conversation::cut);
    }

    private void tick() {
        long now = System.nanoTime();
        conversations.open().forEach(each -> each.expire(now));
    }

    private static void await(BooleanSupplier done, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!done.getAsBoolean() && System.nanoTime() - end < 0) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
