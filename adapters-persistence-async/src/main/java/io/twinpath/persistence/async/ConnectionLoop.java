package io.twinpath.persistence.async;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import io.twinpath.persistence.async.SharedSelector.Registration;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The event loop of one connection: at first the one where connections are made, since a log-in computes for milliseconds, and
 * from {@link #settle} on the one where it is used. What the connection is told meanwhile is done where it is by then.
 */
final class ConnectionLoop extends ForwardingLoop {
    private final IoEventLoop first;
    private final GuestLoop last;
    private volatile IoEventLoop now;
    private @Nullable Registration registration;

    /** @param first with a {@link SharedSelector} of its own */
    ConnectionLoop(IoEventLoop first, GuestLoop last) {
        this.first = first;
        this.last = last;
        this.now = first;
    }

    /** Done on the last loop's thread; for a connection of which nothing is under way, and which may only be closed meanwhile. */
    Mono<Void> settle() {
        return Mono.create(settled -> execute(() -> leave(settled)));
    }

    private void leave(MonoSink<Void> settled) {
        Registration moving = registration;
        if (moving == null || last.isShuttingDown()) {
            settled.error(new ClosedChannelException());
            return;
        }
        try {
            int interest = moving.leave();
            now = last;
            last.execute(() -> arrive(moving, interest, settled));
        } catch (ClosedChannelException closed) {
            settled.error(closed);
        } catch (RejectedExecutionException gone) {
            now = first;
            moving.close();
            settled.error(gone);
        }
    }

    private void arrive(Registration moving, int interest, MonoSink<Void> settled) {
        try {
            last.adopt(moving, interest);
            settled.success();
        } catch (ClosedChannelException | RuntimeException failure) {
            settled.error(failure);
        }
    }

    @Override
    IoEventLoop worker() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        IoEventLoop there = now;
        there.execute(there == last ? task : () -> runUnlessGone(task));
    }

    private void runUnlessGone(Runnable task) {
        if (now == first) {
            task.run();
        } else {
            last.execute(task);
        }
    }

    @Override
    public Future<IoRegistration> register(IoHandle handle) {
        if (last.isShuttingDown()) {
            return newFailedFuture(new ClosedChannelException());
        }
        return first.register(handle).addListener(done -> {
            if (done.isSuccess()) {
                registration = Registration.of((IoRegistration) done.getNow());
            }
        });
    }

    @Override
    public Future<?> terminationFuture() {
        return DriverLoop.never();
    }
}
