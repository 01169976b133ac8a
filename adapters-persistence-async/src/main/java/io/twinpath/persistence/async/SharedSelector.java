package io.twinpath.persistence.async;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Netty's channels at a selector where others may have theirs, too: a key is Netty's by what is attached to it. */
final class SharedSelector implements IoHandler {
    private static final Logger log = LoggerFactory.getLogger(SharedSelector.class);

    private static final long FAILURE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector;
    private final ObjLongConsumer<BooleanSupplier> wait;
    private final Runnable wakeUp;
    private final Runnable end;

    SharedSelector(Selector selector, ObjLongConsumer<BooleanSupplier> wait, Runnable wakeUp) {
        this(selector, wait, wakeUp, () -> {});
    }

    private SharedSelector(Selector selector, ObjLongConsumer<BooleanSupplier> wait, Runnable wakeUp, Runnable end) {
        this.selector = selector;
        this.wait = wait;
        this.wakeUp = wakeUp;
        this.end = end;
    }

    /** With a selector that nobody else has anything at. */
    static SharedSelector alone() {
        try {
            Selector own = Selector.open();
            return new SharedSelector(
                    own, (idle, nanos) -> selectPatiently(own, idle, nanos), own::wakeup, () -> close(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The thread that ends with an error could make no connection any more. */
    private static void selectPatiently(Selector own, BooleanSupplier idle, long nanos) {
        try {
            select(own, idle, nanos);
        } catch (UncheckedIOException e) {
            log.warn("Connections in the making cannot be waited for", e);
            LockSupport.parkNanos(FAILURE_PAUSE_NANOS);
        }
    }

    /** Waits as a {@link GuestLoop} asks its thread to. */
    static void select(Selector own, BooleanSupplier idle, long nanos) {
        try {
            if (nanos > 0 && idle.getAsBoolean()) {
                own.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
            } else {
                own.selectNow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Selector own) {
        try {
            own.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves selected what is of others. */
    @Override
    public int run(IoHandlerContext context) {
        wait.accept(context::canBlock, context.canBlock() ? context.delayNanos(System.nanoTime()) : 0);
        int handled = 0;
        for (Iterator<SelectionKey> selected = selector.selectedKeys().iterator(); selected.hasNext(); ) {
            if (selected.next().attachment() instanceof Registration registration) {
                selected.remove();
                registration.handle();
                handled++;
            }
        }
        return handled;
    }

    /** Again, for what was registered since. */
    @Override
    public void destroy() {
        prepareToDestroy();
        end.run();
    }

    @Override
    public void prepareToDestroy() {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.isValid() && key.attachment() instanceof Registration registration) {
                registration.close();
            }
        }
    }

    @Override
    public IoRegistration register(IoHandle handle) throws ClosedChannelException {
        Registration registration = new Registration((NioIoHandle) handle, selector);
        handle.registered();
        return registration;
    }

    @Override
    public void wakeup() {
        wakeUp.run();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return NioIoHandle.class.isAssignableFrom(type);
    }

    /** On one thread at a time. */
    static final class Registration implements IoRegistration {
        private final NioIoHandle handle;
        private SelectionKey key;
        private boolean cancelled;

        Registration(NioIoHandle handle, Selector selector) throws ClosedChannelException {
            this.handle = handle;
            this.key = handle.selectableChannel().register(selector, NioIoOps.NONE.value(), this);
        }

        /** Of one that Netty's event loop may have wrapped. */
        static Registration of(IoRegistration registration) {
            SelectionKey key = registration.attachment();
            return (Registration) key.attachment();
        }

        /** Is selected no more till it is at another selector; gives what it is interested in. */
        int leave() throws ClosedChannelException {
            if (!isValid()) {
                throw new ClosedChannelException();
            }
            int interest = key.interestOps();
            key.cancel();
            return interest;
        }

        void enter(Selector selector, int interest) throws ClosedChannelException {
            if (cancelled) {
                throw new ClosedChannelException();
            }
            key = handle.selectableChannel().register(selector, interest, this);
        }

        private void handle() {
            if (isValid()) {
                NioIoOps ready = NioIoOps.valueOf(key.readyOps());
                try {
                    handle.handle(this, (NioIoEvent) () -> ready);
                } catch (RuntimeException | Error defect) { // which must not cost others their turn
                    log.warn("A connection to the database was closed, for it could not be handled", defect);
                    close();
                }
            }
        }

        void close() {
            try {
                handle.close();
            } catch (Exception e) {
                cancel();
            }
        }

        /** The key, as Netty's channels expect it. */
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T attachment() {
            return (T) key;
        }

        @Override
        public long submit(IoOps ops) {
            if (!isValid()) {
                return -1;
            }
            int interest = ((NioIoOps) ops).value();
            key.interestOps(interest);
            return interest;
        }

        @Override
        public boolean isValid() {
            return !cancelled && key.isValid();
        }

        @Override
        public boolean cancel() {
            if (cancelled) {
                return false;
            }
            cancelled = true;
            key.cancel();
            handle.unregistered();
            return true;
        }
    }
}
