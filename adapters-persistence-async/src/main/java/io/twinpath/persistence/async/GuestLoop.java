package io.twinpath.persistence.async;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoRegistration;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.Selector;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop on somebody else's thread, which waits for connections of its own at the same selector: who reads a request
 * then also sends its question and takes the answer. The thread must go on with its turns until the loop has ended.
 */
public final class GuestLoop extends AbstractEventExecutor implements DriverLoop {
    private final ObjLongConsumer<BooleanSupplier> wait;
    private final ManualIoEventLoop loop;
    private boolean owned;

    /**
     * Has its first turn with the first {@link #run}.
     *
     * @param selector of the thread
     * @param wait has the thread select: for so many nanoseconds at most, or without a wait if that is not positive or if
     *     the other says so, which is asked when a wake-up would already end the wait: false if there is something to do
     * @param wakeUp ends the thread's wait; for other threads
     */
    public GuestLoop(Selector selector, ObjLongConsumer<BooleanSupplier> wait, Runnable wakeUp) {
        this.wait = wait;
        this.loop = new ManualIoEventLoop(null, null, executor -> new SharedSelector(selector, wait, wakeUp));
    }

    /**
     * Waits at the selector and deals with what is its own of what was selected; the rest is left there. Always on the same thread.
     *
     * @param nanos longest wait; none if it is not positive
     */
    public void run(long nanos) {
        if (!owned) {
            owned = true;
            loop.setOwningThread(Thread.currentThread());
        }
        if (loop.isTerminated()) {
            wait.accept(() -> true, nanos);
        } else {
            loop.run(nanos > 0 ? nanos : -1);
        }
    }

    @Override
    public IoEventLoop next() {
        return this;
    }

    @Override
    public @Nullable IoEventLoopGroup parent() {
        return null;
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return loop.inEventLoop(thread);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return loop.schedule(task, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return loop.schedule(task, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return loop.scheduleAtFixedRate(task, delay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
        return loop.scheduleWithFixedDelay(task, delay, pause, unit);
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(ChannelPromise promise) {
        return register(promise.channel(), promise);
    }

    @Override
    public Future<IoRegistration> register(IoHandle handle) {
        return loop.register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return loop.isCompatible(type);
    }

    @Override
    public boolean isIoType(Class<? extends IoHandler> type) {
        return loop.isIoType(type);
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return loop.shutdownGracefully(quietPeriod, timeout, unit);
    }

    @Override
    @Deprecated
    public void shutdown() {
        loop.shutdown();
    }

    @Override
    public boolean isShuttingDown() {
        return loop.isShuttingDown();
    }

    @Override
    public boolean isShutdown() {
        return loop.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return loop.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return loop.awaitTermination(timeout, unit);
    }

    @Override
    public Future<?> terminationFuture() {
        return DriverLoop.never();
    }
}
