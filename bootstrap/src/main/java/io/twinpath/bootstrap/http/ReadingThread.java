package io.twinpath.bootstrap.http;

import io.twinpath.application.defect.DefectLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads, in turns: it writes the answers that were brought meanwhile, waits for what arrives, and begins with all
 * of it. As an executor it takes what is to be done in its next turn, and nothing that could wait.
 */
public final class ReadingThread implements Executor {
    private static final DefectLog defects = new DefectLog(LoggerFactory.getLogger(ReadingThread.class));
    private static final ThreadLocal<@Nullable ReadingThread> CURRENT = new ThreadLocal<>();

    private final SelectorRunner runner;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deque<Runnable> turnEnd = new ArrayDeque<>();
    private volatile boolean asleep;
    private LongConsumer guest = nanos -> await(() -> true, nanos);

    ReadingThread(SelectorRunner runner) {
        this.runner = runner;
    }

    /** That of the current thread from now on. */
    static ReadingThread ofThis(Supplier<ReadingThread> first) {
        ReadingThread current = CURRENT.get();
        if (current == null) {
            current = first.get();
            CURRENT.set(current);
        }
        return current;
    }

    /** Of whoever asks, or one that does at once what it is given. */
    public static Executor current() {
        ReadingThread current = CURRENT.get();
        return current == null ? Runnable::run : current;
    }

    /** Does it at the end of the current turn, once however often it is given; on any other thread at once. */
    public static void atTurnEnd(Runnable task) {
        ReadingThread current = CURRENT.get();
        if (current == null) {
            task.run();
        } else if (!current.turnEnd.contains(task)) {
            current.turnEnd.add(task);
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wakeUp();
    }

    /** Where a guest registers what it waits for, with attachments by which it knows its keys from the listeners'. */
    public Selector selector() {
        return runner.getSelector();
    }

    /**
     * Has somebody wait at the selector in its place, from its next turn on.
     *
     * @param other waits by {@link #await} for so many nanoseconds at most, and takes from the selected keys what is its own
     */
    public void take(LongConsumer other) {
        tasks.add(() -> guest = other); // no wait begins before that is done
        wakeUp();
    }

    /**
     * Selects; for this thread.
     *
     * @param idle asked when {@link #wakeUp} would already end the wait; if false there is none
     * @param nanos longest wait; none if it is not positive
     */
    public void await(BooleanSupplier idle, long nanos) {
        asleep = true;
        try {
            if (nanos > 0 && tasks.isEmpty() && idle.getAsBoolean()) {
                selector().select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
            } else {
                selector().selectNow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            asleep = false;
        }
    }

    /** Ends its wait, if it waits. */
    public void wakeUp() {
        if (asleep) {
            selector().wakeup();
        }
    }

    Set<SelectionKey> turn(long limitMillis) {
        runAll(tasks);
        runAll(turnEnd);
        guest.accept(runner.getPostponedTasks().isEmpty() ? TimeUnit.MILLISECONDS.toNanos(limitMillis) : 0);
        runAll(tasks); // what the guest brought comes before what arrived
        return selector().selectedKeys();
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException defect) {
                defects.report("on a thread that reads", defect);
            }
        }
    }
}
