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
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An event loop that has another do its work, and stands for it before its channels. */
abstract class ForwardingLoop extends AbstractEventExecutor implements IoEventLoop {
    abstract IoEventLoop worker();

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
        return worker().inEventLoop(thread);
    }

    @Override
    public void execute(Runnable task) {
        worker().execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return worker().schedule(task, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return worker().schedule(task, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return worker().scheduleAtFixedRate(task, delay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
        return worker().scheduleWithFixedDelay(task, delay, pause, unit);
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
        return worker().register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return worker().isCompatible(type);
    }

    @Override
    public boolean isIoType(Class<? extends IoHandler> type) {
        return worker().isIoType(type);
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return worker().shutdownGracefully(quietPeriod, timeout, unit);
    }

    @Override
    @Deprecated
    public void shutdown() {
        worker().shutdown();
    }

    @Override
    public boolean isShuttingDown() {
        return worker().isShuttingDown();
    }

    @Override
    public boolean isShutdown() {
        return worker().isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return worker().isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return worker().awaitTermination(timeout, unit);
    }
}
