package io.twinpath.application.coalesce;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What is asked together, and those who wait for it. Nobody joins any more. */
final class Batch<K, V> {
    private final Map<K, List<Asked<K, V>>> callers;
    private final int size;
    private final long begun;
    private final AtomicInteger waiting;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile List<? extends Future<?>> work = List.of();

    Batch(Map<K, List<Asked<K, V>>> callers, long begun) {
        this.callers = callers;
        this.begun = begun;
        int count = 0;
        for (List<Asked<K, V>> each : callers.values()) {
            count += each.size();
        }
        this.size = count;
        this.waiting = new AtomicInteger(count);
        callers.values().forEach(each -> each.forEach(caller -> caller.sentWith(this))); // who may leave at once
    }

    Set<K> keys() {
        return Collections.unmodifiableSet(callers.keySet());
    }

    /** By the clock of whoever made it. */
    long begun() {
        return begun;
    }

    /** Callers it was made for, those who have left since among them. */
    int size() {
        return size;
    }

    /** What is cancelled as nobody waits any more, which may be so already. */
    void workedOnBy(List<? extends Future<?>> questions) {
        work = questions;
        if (waiting.get() == 0) {
            cancel();
        }
    }

    /** A caller has an answer, or wants none; true for the last, and then the work is given up. */
    boolean leave() {
        if (waiting.decrementAndGet() > 0) {
            return false;
        }
        cancel();
        return true;
    }

    private void cancel() {
        work.forEach(each -> each.cancel(true));
    }

    boolean isFirstToTell() {
        return told.compareAndSet(false, true);
    }

    void answer(K key, Optional<V> answer) {
        tell(key, caller -> caller.complete(answer));
    }

    void fail(K key, Throwable failure) {
        tell(key, caller -> caller.completeExceptionally(failure));
    }

    private void tell(K key, Consumer<Asked<K, V>> what) {
        callers.getOrDefault(key, List.of()).forEach(what);
    }
}
