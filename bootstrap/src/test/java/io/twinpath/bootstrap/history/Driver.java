package io.twinpath.bootstrap.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Clients that all do as they please, and everything that they did. */
final class Driver implements AutoCloseable {
    private static final int CLIENTS = 8;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Operation> history = new ConcurrentLinkedQueue<>();
    private final Queue<Request> doubts = new ConcurrentLinkedQueue<>();
    private final List<Client> clients;

    Driver(Api api, List<Long> users, long seed) {
        Markers markers = new Markers();
        this.clients = IntStream.rangeClosed(1, CLIENTS)
                .mapToObj(
                        number -> new Client(number, api, users, markers, doubts, history::add, threads, seed + number))
                .toList();
    }

    /** Returns as every client has ended what it was at. */
    void runUntil(BooleanSupplier enough) {
        List<Future<?>> running = new ArrayList<>();
        for (Client client : clients) {
            running.add(threads.submit(() -> {
                while (!enough.getAsBoolean()) {
                    client.act();
                }
            }));
        }
        running.forEach(Driver::join);
    }

    /** No client has left a write to others. */
    boolean isSettled() {
        return doubts.isEmpty();
    }

    Collection<Operation> history() {
        return history;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void join(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
