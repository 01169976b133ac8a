package io.twinpath.persistence.async;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.netty.resources.LoopResources;

/** What the sessions of a path share: an event loop and a timer. */
final class R2dbcThreads implements AutoCloseable {
    private static final Duration TIMER_TICK = Duration.ofMillis(10);

    /** One event loop: it hands many answers over at a time, where two would be woken for each. */
    private final LoopResources loops = new OneEventLoop("twinpath-async");

    /** Limits of waiters come and go with each call; on a wheel they cost next to nothing. */
    private final Timer timer = new HashedWheelTimer(
            new DefaultThreadFactory("twinpath-async-timer", true), TIMER_TICK.toMillis(), TimeUnit.MILLISECONDS);

    LoopResources loops() {
        return loops;
    }

    Timer timer() {
        return timer;
    }

    @Override
    public void close() {
        loops.dispose();
        timer.stop();
    }
}
