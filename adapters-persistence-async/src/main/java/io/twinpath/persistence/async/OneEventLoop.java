package io.twinpath.persistence.async;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;

/**
 * The event loop of all connections. It remembers nobody who asks to be told of its end: the driver makes a resolver of names
 * for each connection, each of them asks, and 3 KB of every connection ever made would stay.
 */
final class OneEventLoop extends SingleThreadIoEventLoop implements LoopResources {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    OneEventLoop(String name) {
        super(null, (ThreadFactory) task -> new LoopThread(task, name), handlers());
    }

    private static IoHandlerFactory handlers() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /** Never completes; {@link #awaitTermination} tells. */
    @Override
    public Future<?> terminationFuture() {
        return new DefaultPromise<>(GlobalEventExecutor.INSTANCE);
    }

    @Override
    public EventLoopGroup onServer(boolean preferNative) {
        return this;
    }

    /** Waits for the end, but not long. */
    @Override
    public void dispose() {
        shutdownGracefully(0, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            awaitTermination(CLOSE_LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that Reactor knows for a thread which must not wait. */
    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }
}
