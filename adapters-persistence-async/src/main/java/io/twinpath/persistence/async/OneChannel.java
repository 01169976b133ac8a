package io.twinpath.persistence.async;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The channel of one connection, on an event loop shared with others. The driver leaves it open when an attempt to connect is
 * given up or refused in the middle of the log-in, and when a conversation that has stalled is closed.
 */
final class OneChannel implements LoopResources {
    private final LoopResources loops;
    private volatile @Nullable Channel latest;

    OneChannel(LoopResources loops) {
        this.loops = loops;
    }

    /** Whatever becomes of the conversation. */
    void close() {
        Channel channel = latest;
        if (channel != null) {
            channel.close();
        }
    }

    /** Of several hosts one after another is tried. */
    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        C channel = loops.onChannel(type, group);
        if (type == SocketChannel.class) {
            latest = channel;
        }
        return channel;
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return loops.onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean preferNative) {
        return loops.onClient(preferNative);
    }

    @Override
    public EventLoopGroup onServer(boolean preferNative) {
        return loops.onServer(preferNative);
    }

    /** Reactor Netty keeps for ever what it makes for loops that it takes to be new. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OneChannel that && loops.equals(that.loops);
    }

    @Override
    public int hashCode() {
        return loops.hashCode();
    }

    @Override
    public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
        return Mono.empty(); // the others need the event loop
    }
}
