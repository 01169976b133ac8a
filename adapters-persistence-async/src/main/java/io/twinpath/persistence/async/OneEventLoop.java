package io.twinpath.persistence.async;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import reactor.core.scheduler.NonBlocking;

/** An event loop of many connections, on a thread of its own. */
final class OneEventLoop extends SingleThreadIoEventLoop implements DriverLoop {
    OneEventLoop(String name) {
        this(name, handlers());
    }

    OneEventLoop(String name, IoHandlerFactory handlers) {
        super(null, (ThreadFactory) task -> new LoopThread(task, name), handlers);
    }

    private static IoHandlerFactory handlers() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    @Override
    public Future<?> terminationFuture() {
        return DriverLoop.never();
    }

    /** One that Reactor knows for a thread which must not wait. */
    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }
}
