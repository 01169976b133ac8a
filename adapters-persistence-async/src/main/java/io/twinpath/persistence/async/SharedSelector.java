package io.twinpath.persistence.async;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Netty's channels at a selector where others have theirs, too: a key is Netty's by what is attached to it. */
final class SharedSelector implements IoHandler {
    private static final Logger log = LoggerFactory.getLogger(SharedSelector.class);

    private final Selector selector;
    private final ObjLongConsumer<BooleanSupplier> wait;
    private final Runnable wakeUp;

    SharedSelector(Selector selector, ObjLongConsumer<BooleanSupplier> wait, Runnable wakeUp) {
        this.selector = selector;
        this.wait = wait;
        this.wakeUp = wakeUp;
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
    }

    @Override
    public void prepareToDestroy() {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.attachment() instanceof Registration registration) {
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

    private static final class Registration implements IoRegistration {
        private final NioIoHandle handle;
        private final SelectionKey key;
        private boolean cancelled;

        Registration(NioIoHandle handle, Selector selector) throws ClosedChannelException {
            this.handle = handle;
            this.key = handle.selectableChannel().register(selector, NioIoOps.NONE.value(), this);
        }

        private void handle() {
            if (isValid()) {
                NioIoOps ready = NioIoOps.valueOf(key.readyOps());
                try {
                    handle.handle(this, (NioIoEvent) () -> ready);
                } catch (RuntimeException defect) { // which must not cost others their turn
                    log.warn("A connection to the database was closed, for it could not be handled", defect);
                    close();
                }
            }
        }

        private void close() {
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
