package io.twinpath.persistence.async;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the sessions of a path share: event loops and a timer. */
final class R2dbcThreads implements AutoCloseable {
    private static final Duration TIMER_TICK = Duration.ofMillis(10);

    private final List<? extends DriverLoop> loops;

    /** Limits of waiters come and go with each call; on a wheel they cost next to nothing. */
    private final Timer timer = new HashedWheelTimer(
            new DefaultThreadFactory("twinpath-async-timer", true), TIMER_TICK.toMillis(), TimeUnit.MILLISECONDS);

    /** With one event loop: it hands many answers over at a time, where two would be woken for each. */
    R2dbcThreads() {
        this.loops = List.of(new OneEventLoop("twinpath-async"));
    }

    /** @param guests one at least */
    R2dbcThreads(List<GuestLoop> guests) {
        this.loops = List.copyOf(guests);
    }

    List<? extends DriverLoop> loops() {
        return loops;
    }

    Timer timer() {
        return timer;
    }

    @Override
    public void close() {
        loops.forEach(DriverLoop::dispose);
        timer.stop();
    }
}
