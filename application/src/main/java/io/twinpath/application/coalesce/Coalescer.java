package io.twinpath.application.coalesce;

import io.twinpath.application.datapath.Bulkhead;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.application.defect.DefectLog;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what is wanted at the same time in one statement: while batches are at the database the next one gathers, and goes
 * as one of them is back. A lone question goes at once, and with it what else the same thread has to ask. Nobody joins a
 * batch that was sent, so an answer is never older than its question. No lock is held while the port is asked or a caller is
 * told.
 */
final class Coalescer<K, V> {
    private final Function<K, CompletionStage<Optional<V>>> one;
    private final Function<Set<K>, CompletionStage<Map<K, V>>> many;
    private final CoalesceConfig config;
    private final CoalesceObserver observer;
    private final Executor turnEnd;
    private final DefectLog defects;
    private final LongSupplier nanoTime;
    private final Bulkhead bulkhead;
    private final Runnable turnEnded = this::turnEnded;
    private final List<Batch<K, V>> inFlight = new ArrayList<>();
    private Map<K, List<Asked<K, V>>> gathering = new LinkedHashMap<>();
    private int gathered;
    private boolean due;
    private boolean lookingAgain;

    /**
     * In front of one port.
     *
     * @param one asks for a single key
     * @param many asks for several; what is not there is absent from its answer
     * @param turnEnd runs a task when the thread that gives it has asked for all that it has to ask for now
     * @param defects of all that stand in front of the same port
     */
    Coalescer(
            Function<K, CompletionStage<Optional<V>>> one,
            Function<Set<K>, CompletionStage<Map<K, V>>> many,
            CoalesceConfig config,
            CoalesceObserver observer,
            Executor turnEnd,
            DefectLog defects) {
        this(one, many, config, observer, turnEnd, defects, System::nanoTime);
    }

    Coalescer(
            Function<K, CompletionStage<Optional<V>>> one,
            Function<Set<K>, CompletionStage<Map<K, V>>> many,
            CoalesceConfig config,
            CoalesceObserver observer,
            Executor turnEnd,
            DefectLog defects,
            LongSupplier nanoTime) {
        this.one = one;
        this.many = many;
        this.config = config;
        this.observer = observer;
        this.turnEnd = turnEnd;
        this.defects = defects;
        this.nanoTime = nanoTime;
        this.bulkhead = new Bulkhead(
                config.maxBatches() * config.maxBatchSize(), this::served, config.maxWaiting(), config.maxWait());
    }

    /** Who cancels it leaves; its answer is told on the thread that brought it, which must not be kept. */
    CompletableFuture<Optional<V>> find(K key) {
        Asked<K, V> caller = new Asked<>(key);
        if (!gather(caller)) {
            return CompletableFuture.failedFuture(
                    new StoreUnavailable(Reason.OVERLOAD, "too many callers wait for a batch"));
        }
        caller.whenComplete((answer, failure) -> leave(caller));
        if (isFull()) {
            send();
        }
        turnEnd.execute(turnEnded);
        return caller;
    }

    private synchronized boolean isFull() {
        return gathering.size() >= config.maxBatchSize();
    }

    private void turnEnded() {
        synchronized (this) {
            due = gathered > 0;
        }
        send();
    }

    private synchronized boolean gather(Asked<K, V> caller) {
        if (gathered >= config.maxWaiting() || !bulkhead.tryEnter()) {
            return false;
        }
        gathering.computeIfAbsent(caller.key(), key -> new ArrayList<>(1)).add(caller);
        gathered++;
        return true;
    }

    /** Of those inside and the one that comes: all, as long as one more batch may go beside those that may turn out slow. */
    private int served() {
        return inFlight.size() < config.maxBatches() ? Integer.MAX_VALUE : bulkhead.inside() - gathered - 1;
    }

    private boolean isOpen() {
        if (inFlight.size() < config.batches()) {
            return true;
        }
        return inFlight.size() < config.maxBatches() && quick() < config.batches();
    }

    private int quick() {
        long since = nanoTime.getAsLong() - config.patience().toNanos();
        int quick = 0;
        for (Batch<K, V> each : inFlight) {
            quick += each.begun() - since > 0 ? 1 : 0;
        }
        return quick;
    }

    private void send() {
        for (Batch<K, V> batch = next(); batch != null; batch = next()) {
            observer.sent(batch.size());
            Set<K> keys = batch.keys();
            if (keys.size() == 1) {
                K key = keys.iterator().next();
                send(batch, () -> one.apply(key), (found, same) -> found);
            } else {
                send(batch, () -> many.apply(keys), (found, key) -> Optional.ofNullable(found.get(key)));
            }
        }
    }

    private synchronized @Nullable Batch<K, V> next() {
        if (gathering.isEmpty() || !(due || isFull())) {
            return null;
        }
        if (!isOpen()) {
            lookAgain();
            return null;
        }
        Batch<K, V> batch = new Batch<>(take(), nanoTime.getAsLong());
        gathered -= batch.size();
        due &= gathered > 0;
        inFlight.add(batch);
        return batch;
    }

    /** By then a batch is back or slow, and who waits need not wait for the next caller to notice. */
    private void lookAgain() {
        if (!lookingAgain) {
            lookingAgain = true;
            TimeLimit.after(config.patience(), () -> {
                synchronized (this) {
                    lookingAgain = false;
                }
                send();
            });
        }
    }

    private Map<K, List<Asked<K, V>>> take() {
        Map<K, List<Asked<K, V>>> taken = gathering;
        if (taken.size() <= config.maxBatchSize()) {
            gathering = new LinkedHashMap<>();
            return taken;
        }
        Map<K, List<Asked<K, V>>> first = new LinkedHashMap<>();
        var entries = gathering.entrySet().iterator();
        while (first.size() < config.maxBatchSize()) {
            var entry = entries.next();
            first.put(entry.getKey(), entry.getValue());
            entries.remove();
        }
        return first;
    }

    private <A> void send(
            Batch<K, V> batch, Supplier<CompletionStage<A>> question, BiFunction<A, K, Optional<V>> answer) {
        CompletableFuture<A> work = ask(question);
        batch.workedOnBy(List.of(work));
        boolean atOnce = work.isDone();
        work.whenComplete((found, failure) -> {
            Throwable defect = failure == null || batch.keys().size() == 1 ? null : defect(failure);
            if (defect != null) {
                defects.report("in a batch, whose keys are now asked for one by one", defect);
                askForEach(batch, atOnce);
                return;
            }
            end(batch, atOnce); // before callers are told: the database need not wait for them
            batch.keys().forEach(key -> tell(batch, key, found, failure, answer));
        });
    }

    /** What cannot be read of one must not cost the others theirs. */
    private void askForEach(Batch<K, V> batch, boolean atOnce) {
        observer.split();
        Map<K, CompletableFuture<Optional<V>>> questions = new LinkedHashMap<>();
        batch.keys().forEach(key -> questions.put(key, ask(() -> one.apply(key))));
        batch.workedOnBy(List.copyOf(questions.values()));
        CompletableFuture.allOf(questions.values().toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> end(batch, atOnce));
        questions.forEach((key, question) ->
                question.whenComplete((found, failure) -> tell(batch, key, found, failure, (answer, same) -> answer)));
    }

    private <A> void tell(
            Batch<K, V> batch,
            K key,
            @Nullable A found,
            @Nullable Throwable failure,
            BiFunction<A, K, Optional<V>> answer) {
        if (failure != null) {
            batch.fail(key, failure);
        } else if (found == null) {
            batch.fail(key, new NullPointerException("a stage completed with null"));
        } else {
            batch.answer(key, answer.apply(found, key));
        }
    }

    /** @param atOnce whether {@link #send()} is at work below, on this thread: then its loop goes on, which needs no stack */
    private void end(Batch<K, V> batch, boolean atOnce) {
        synchronized (this) {
            inFlight.remove(batch);
        }
        observer.ended();
        if (!atOnce) {
            send();
        }
    }

    private void leave(Asked<K, V> caller) {
        Batch<K, V> batch = withdrawn(caller);
        if (batch != null && batch.leave()) {
            bulkhead.leave(nanoTime.getAsLong() - batch.begun());
        } else {
            bulkhead.leaveUnserved();
        }
    }

    /** Which it went with; null if it did not, and now will not. */
    private @Nullable Batch<K, V> withdrawn(Asked<K, V> caller) {
        return caller.batch() == null ? withdrawnInTime(caller) : caller.batch();
    }

    private synchronized @Nullable Batch<K, V> withdrawnInTime(Asked<K, V> caller) {
        if (caller.batch() == null) {
            gathered--;
            gathering.computeIfPresent(caller.key(), (key, callers) -> {
                callers.remove(caller);
                return callers.isEmpty() ? null : callers;
            });
        }
        return caller.batch();
    }

    /** Null for an outage, which the keys have in common. */
    private static @Nullable Throwable defect(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StoreFailure outage) {
            return outage.reason() == Reason.DEFECT ? Objects.requireNonNullElse(outage.getCause(), outage) : null;
        }
        return cause instanceof CancellationException ? null : cause;
    }

    @SuppressWarnings("NullAway") // a defective port returns null whatever its signature says
    private static <A> CompletableFuture<A> ask(Supplier<CompletionStage<A>> question) {
        try {
            return Objects.requireNonNull(question.get(), "no stage").toCompletableFuture();
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }
}
