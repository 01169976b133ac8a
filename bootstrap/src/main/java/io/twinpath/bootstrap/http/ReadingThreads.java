package io.twinpath.bootstrap.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Processor;
import org.glassfish.grizzly.nio.AbstractNIOConnectionDistributor;
import org.glassfish.grizzly.nio.DefaultSelectorHandler;
import org.glassfish.grizzly.nio.RegisterChannelResult;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.nio.transport.TCPNIOBindingHandler;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/** The threads that read for some listeners, so few that none may ever wait, and one that only takes connections. */
public final class ReadingThreads implements AutoCloseable {
    private static final int READ_BYTES = 16 * 1024;

    private final Map<SelectorRunner, ReadingThread> threads = new ConcurrentHashMap<>();
    private final TCPNIOTransport transport;
    private final Distributor distributor;

    private ReadingThreads(String name, int count) {
        this.transport = TCPNIOTransportBuilder.newInstance()
                .setName(name)
                .setIOStrategy(SameThreadIOStrategy.getInstance())
                .setSelectorRunnersCount(1 + count)
                .setSelectorThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("twinpath-" + name)
                        .setCorePoolSize(1 + count)
                        .setMaxPoolSize(1 + count))
                .setReadBufferSize(READ_BYTES)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .build();
        this.distributor = new Distributor(transport);
        transport.setNIOChannelDistributor(distributor);
        transport.setSelectorHandler(new DefaultSelectorHandler() {
            @Override
            public Set<SelectionKey> select(SelectorRunner runner) {
                return ReadingThread.ofThis(() -> of(runner)).turn(getSelectTimeout());
            }
        });
    }

    /** So many that read. */
    public static ReadingThreads start(String name, int count) {
        ReadingThreads threads = new ReadingThreads(name, count);
        try {
            threads.transport.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return threads;
    }

    /** Those that read: each has a part of the connections. */
    public List<ReadingThread> all() {
        return distributor.readers().map(this::of).toList();
    }

    TCPNIOTransport transport() {
        return transport;
    }

    TCPNIOServerConnection bind(SocketAddress address, Processor<?> processor) throws IOException {
        return TCPNIOBindingHandler.builder(transport)
                .processor(processor)
                .build()
                .bind(address);
    }

    /** What is open then ends at once. */
    @Override
    public void close() {
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReadingThread of(SelectorRunner runner) {
        return threads.computeIfAbsent(runner, ReadingThread::new);
    }

    /** One of the threads only takes connections: who has many in use must not keep new ones waiting. */
    private static final class Distributor extends AbstractNIOConnectionDistributor {
        private final AtomicInteger connections = new AtomicInteger();

        Distributor(TCPNIOTransport transport) {
            super(transport);
        }

        private Stream<SelectorRunner> readers() {
            return Stream.of(getTransportSelectorRunners()).skip(1);
        }

        private SelectorRunner next() {
            SelectorRunner[] runners = getTransportSelectorRunners();
            return runners[1 + Math.floorMod(connections.getAndIncrement(), runners.length - 1)];
        }

        @Override
        public void registerChannel(SelectableChannel channel, int interest, Object attachment) throws IOException {
            transport.getSelectorHandler().registerChannel(next(), channel, interest, attachment);
        }

        @Override
        public void registerChannelAsync(
                SelectableChannel channel,
                int interest,
                Object attachment,
                CompletionHandler<RegisterChannelResult> registered) {
            transport.getSelectorHandler().registerChannelAsync(next(), channel, interest, attachment, registered);
        }

        @Override
        public void registerServiceChannelAsync(
                SelectableChannel channel,
                int interest,
                Object attachment,
                CompletionHandler<RegisterChannelResult> registered) {
            transport
                    .getSelectorHandler()
                    .registerChannelAsync(getTransportSelectorRunners()[0], channel, interest, attachment, registered);
        }
    }
}
