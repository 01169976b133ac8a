package io.twinpath.bootstrap.http;

import io.twinpath.application.defect.DefectLog;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.nio.DefaultSelectorHandler;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads, in turns: it writes the answers that were brought meanwhile, waits for what arrives, and begins with all
 * of it. As an executor it takes what is to be done in its next turn, and nothing that could wait.
 */
public final class ReadingThread implements Executor {
    private enum State {
        AWAKE,
        /** Who has one thing for it does that itself: to wake it would cost as much again. */
        ASLEEP,
        /** Once more, and it is worth to be woken. */
        SPARED
    }

    private static final DefectLog defects = new DefectLog(LoggerFactory.getLogger(ReadingThread.class));
    private static final ThreadLocal<@Nullable ReadingThread> CURRENT = new ThreadLocal<>();

    private volatile Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deque<Runnable> turnEnd = new ArrayDeque<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);

    private ReadingThread(Selector selector) {
        this.selector = selector;
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
        if (state.get() == State.ASLEEP && state.compareAndSet(State.ASLEEP, State.SPARED)) {
            task.run();
            return;
        }
        tasks.add(task);
        if (state.get() != State.AWAKE) {
            selector.wakeup();
        }
    }

    private void endTurn() {
        runAll(tasks);
        runAll(turnEnd);
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

    private void select(boolean atOnce, long limitMillis) throws IOException {
        state.set(State.ASLEEP);
        try {
            if (atOnce || !tasks.isEmpty()) {
                selector.selectNow();
            } else {
                selector.select(limitMillis);
            }
        } finally {
            state.set(State.AWAKE);
        }
    }

    /** Has each of a transport's selector threads take its turns as a reading thread. */
    static final class Selecting extends DefaultSelectorHandler {
        @Override
        public Set<SelectionKey> select(SelectorRunner runner) throws IOException {
            Selector selector = runner.getSelector();
            ReadingThread current = CURRENT.get();
            if (current == null) {
                current = new ReadingThread(selector);
                CURRENT.set(current);
            }
            current.selector = selector; // which may have been replaced by another
            current.endTurn();
            current.select(!runner.getPostponedTasks().isEmpty(), getSelectTimeout());
            return selector.selectedKeys();
        }
    }
}
