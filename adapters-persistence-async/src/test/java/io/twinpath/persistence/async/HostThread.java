package io.twinpath.persistence.async;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A thread that waits at a selector, for what is registered there and for a guest. */
final class HostThread implements AutoCloseable {
    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);

    final Selector selector;
    final GuestLoop loop;
    final Thread thread = new Thread(this::run, "host");
    final BlockingQueue<Object> selected = new LinkedBlockingQueue<>();
    private volatile boolean ending;

    HostThread() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loop = new GuestLoop(selector, (idle, nanos) -> SharedSelector.select(selector, idle, nanos), selector::wakeup);
        thread.start();
    }

    private void run() {
        while (!ending) {
            loop.run(LONGEST_WAIT);
            for (SelectionKey key : selector.selectedKeys()) {
                key.interestOps(0);
                selected.add(key.attachment());
            }
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() {
        ending = true;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
