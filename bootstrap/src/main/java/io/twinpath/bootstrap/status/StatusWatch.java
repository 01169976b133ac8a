package io.twinpath.bootstrap.status;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at a service again and again and shows what happened between two looks. */
public final class StatusWatch {
    private final Management management;
    private final Duration interval;
    private final Consumer<List<String>> screen;
    private final StatusView view;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param screen is given the lines of one view after the other */
    public StatusWatch(Management management, Duration interval, boolean colours, Consumer<List<String>> screen) {
        this.management = management;
        this.interval = interval;
        this.screen = screen;
        this.view = new StatusView(colours);
    }

    /** One view, of an interval's length; fails with {@link NoAnswer}. */
    public void once() throws InterruptedException {
        Snapshot before = management.look();
        pause();
        screen.accept(view.of(new Interval(before, management.look())));
    }

    /** A view each interval until it is ended; goes on while nobody answers, and says so. */
    public void live() throws InterruptedException {
        Snapshot before = null;
        do {
            before = show(before);
        } while (!pause());
    }

    /** From another thread. */
    public void end() {
        ended.countDown();
    }

    private @Nullable Snapshot show(@Nullable Snapshot before) throws InterruptedException {
        try {
            Snapshot now = management.look();
            screen.accept(view.of(new Interval(before == null ? now : before, now)));
            return now;
        } catch (NoAnswer failure) {
            screen.accept(view.of(failure, Clock.systemUTC().instant()));
            return null;
        }
    }

    private boolean pause() throws InterruptedException {
        return ended.await(interval.toNanos(), TimeUnit.NANOSECONDS);
    }
}
