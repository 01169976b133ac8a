package io.twinpath.bootstrap.http;

import io.twinpath.rest.RequestObservers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.RoundRobinConnectionDistributor;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;

/** One port: HTTP/1.1 over Grizzly's transport, in TLS or without, on so few threads that none may ever wait. */
public final class HttpListener implements AutoCloseable {
    /** As most of a request is done by who reads it. */
    private static final int READERS = Runtime.getRuntime().availableProcessors();

    private static final int READ_BYTES = 16 * 1024;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;
    private final Conversations conversations;
    private final TCPNIOTransport transport;
    private final TCPNIOServerConnection server;
    private volatile boolean ending;

    /**
     * Binds at once; fails with a {@code BindException} when the port is taken.
     *
     * @param timer ends what has lasted too long; it is the listener's to end
     * @param observers are told of the requests that are refused before they reach the handler
     * @param origins whose pages may read the answers
     * @param tls null for plain text
     */
    public HttpListener(
            String name,
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
        this.transport = TCPNIOTransportBuilder.newInstance()
                .setName(name)
                .setIOStrategy(SameThreadIOStrategy.getInstance())
                .setSelectorRunnersCount(1 + READERS)
                .setSelectorThreadPoolConfig(ThreadPoolConfig.defaultConfig().setPoolName("twinpath-" + name))
                .setReadBufferSize(READ_BYTES)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .build();
        this.conversations = new Conversations(
                transport, new Rules(handler, limits, observers, () -> ending, new Manners(tls != null, origins), tls));
        transport.setSelectorHandler(new ReadingThread.Selecting());
        // one of the threads only takes connections: who has many in use must not keep new ones waiting
        transport.setNIOChannelDistributor(new RoundRobinConnectionDistributor(transport, true));
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(conversations)
                .build());
        this.server = transport.bind(host, port);
        transport.start();
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
        transport.unbindAll();
        await(
                () -> {
                    conversations.open().forEach(Conversation::closeIfIdle);
                    return conversations.open().isEmpty();
                },
                LAST_ANSWERS);
        timer.shutdownNow();
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
