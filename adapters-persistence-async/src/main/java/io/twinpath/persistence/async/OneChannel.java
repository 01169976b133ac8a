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
    private final @Nullable ConnectionLoop own;
    private volatile @Nullable Channel latest;

    /** On that loop from the first to the last. */
    OneChannel(DriverLoop loop) {
        this.loops = loop;
        this.own = null;
    }

    /** On the first while it is made, and on the last when it has settled there. */
    OneChannel(DriverLoop first, GuestLoop last) {
        this.loops = last;
        this.own = new ConnectionLoop(first, last);
    }

    /** As its conversation may begin; on the thread of the event loop where it stays. */
    Mono<Void> settle() {
        return own == null ? Mono.empty() : own.settle();
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
            close(); // of the host before, which the driver may have left as it was
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
        return own == null ? loops.onClient(preferNative) : own;
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
