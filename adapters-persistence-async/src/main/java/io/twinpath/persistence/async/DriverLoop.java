package io.twinpath.persistence.async;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.netty.resources.LoopResources;

/**
 * An event loop for connections of the driver. It remembers nobody who asks to be told of its end: the driver makes a resolver of
 * names for each connection, each of them asks, and 3 KB of every connection ever made would stay.
 */
interface DriverLoop extends IoEventLoop, LoopResources {
    Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    /** Never completes; {@link #awaitTermination} tells. */
    @Override
    Future<?> terminationFuture();

    /** Of a loop's end, for {@link #terminationFuture}. */
    static Future<?> never() {
        return new DefaultPromise<>(GlobalEventExecutor.INSTANCE);
    }

    @Override
    default EventLoopGroup onServer(boolean preferNative) {
        return this;
    }

    /** Waits for the end, but not long. */
    @Override
    default void dispose() {
        shutdownGracefully(0, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            awaitTermination(CLOSE_LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
