package io.twinpath.persistence.async;

import io.netty.channel.IoEventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.Future;
import io.twinpath.persistence.async.SharedSelector.Registration;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Selector;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;

/**
 * An event loop on somebody else's thread, which waits for connections of its own at the same selector: who reads a request
 * then also sends its question and takes the answer. The thread must go on with its turns until the loop has ended.
 */
public final class GuestLoop extends ForwardingLoop implements DriverLoop {
    private final Selector selector;
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
        this.selector = selector;
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

    /** Goes on with a connection that has left the selector of another; on the loop's thread. */
    void adopt(Registration connection, int interest) throws ClosedChannelException {
        connection.enter(selector, interest);
    }

    @Override
    IoEventLoop worker() {
        return loop;
    }

    @Override
    public Future<?> terminationFuture() {
        return DriverLoop.never();
    }
}
