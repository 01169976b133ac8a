package io.twinpath.persistence.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that is made on one thread and used on another. */
class OneChannelTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @AutoClose
    private final HostThread host = new HostThread();

    @AutoClose
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    private final OneEventLoop first = new OneEventLoop("first", executor -> SharedSelector.alone());
    private final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
    private final OneChannel one = new OneChannel(first, host.loop);
    private Channel channel;

    @AutoClose
    private Socket other;

    OneChannelTest() throws IOException {}

    @BeforeEach
    void connect() throws IOException {
        EventLoopGroup group = one.onClient(false);
        channel = new Bootstrap()
                .group(group)
                .channelFactory(() -> one.onChannel(SocketChannel.class, group))
                .handler(new SimpleChannelInboundHandler<ByteBuf>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, ByteBuf read) {
                        readers.add(Thread.currentThread());
                    }
                })
                .connect(server.getLocalSocketAddress())
                .syncUninterruptibly()
                .channel();
        other = server.accept();
    }

    @AfterEach
    void end() {
        first.dispose();
    }

    private Thread threadThatReads() throws Exception {
        other.getOutputStream().write('x');
        return readers.poll(20, TimeUnit.SECONDS);
    }

    private static Thread threadOf(DriverLoop loop) throws Exception {
        return loop.submit(Thread::currentThread).get(20, TimeUnit.SECONDS);
    }

    @Test
    void what_comes_is_read_on_the_first_thread_until_it_has_settled_and_on_the_last_from_then_on() throws Exception {
        assertThat(threadThatReads()).isEqualTo(threadOf(first));
        CompletableFuture<Thread> settling = new CompletableFuture<>();
        one.settle()
                .doOnSuccess(done -> settling.complete(Thread.currentThread()))
                .block(LIMIT);
        assertThat(settling.get()).isEqualTo(host.thread);
        assertThat(threadThatReads()).isEqualTo(host.thread);
        assertThat(threadThatReads()).isEqualTo(host.thread);
    }

    @Test
    void what_it_is_told_as_it_moves_is_done_on_the_last_thread() throws Exception {
        CompletableFuture<Void> going = new CompletableFuture<>();
        first.execute(going::join);
        one.settle().subscribe();
        CompletableFuture<Thread> told = new CompletableFuture<>();
        channel.eventLoop().execute(() -> told.complete(Thread.currentThread()));
        going.complete(null);
        assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo(host.thread);
    }

    @Test
    void it_can_be_closed_as_it_moves() throws Exception {
        CompletableFuture<Void> going = new CompletableFuture<>();
        host.loop.execute(going::join);
        CompletableFuture<Void> settled = one.settle().toFuture();
        await().until(() -> !channel.eventLoop().inEventLoop(threadOf(first)));
        one.close();
        going.complete(null);
        assertThat(channel.closeFuture().await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.getInputStream().read()).isEqualTo(-1);
        assertThat(settled.handle((done, failure) -> true).get(20, TimeUnit.SECONDS))
                .isTrue();
        await().until(() -> host.selector.keys().isEmpty()); // which its thread sees to as it selects next
    }

    @Test
    void one_that_is_closed_does_not_settle() {
        channel.close().syncUninterruptibly();
        assertThatThrownBy(() -> one.settle().block(LIMIT)).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void where_the_last_thread_has_gone_it_does_not_settle_and_can_be_closed() throws Exception {
        host.loop.dispose();
        assertThatThrownBy(() -> one.settle().block(LIMIT)).hasRootCauseInstanceOf(IOException.class);
        one.close();
        assertThat(channel.closeFuture().await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void the_end_of_the_first_thread_is_none_of_one_that_has_settled() throws Exception {
        one.settle().block(LIMIT);
        first.dispose();
        assertThat(threadThatReads()).isEqualTo(host.thread);
    }

    @Test
    void one_that_another_host_is_tried_after_is_closed() throws Exception {
        one.onChannel(SocketChannel.class, one.onClient(false)).unsafe().closeForcibly();
        assertThat(channel.closeFuture().await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.getInputStream().read()).isEqualTo(-1);
    }

    /** Reactor Netty keeps what it makes for each. */
    @Test
    void another_at_the_same_place_is_no_new_one() {
        OneChannel another = new OneChannel(first, host.loop);
        assertThat(another).isEqualTo(one).hasSameHashCodeAs(one);
    }
}
