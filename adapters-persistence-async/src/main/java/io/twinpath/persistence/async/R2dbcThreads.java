package io.twinpath.persistence.async;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the sessions of a path share: event loops and a timer. */
final class R2dbcThreads implements AutoCloseable {
    private static final Duration TIMER_TICK = Duration.ofMillis(10);

    private final List<Place> places;
    private final DriverLoop connecting;

    /** Limits of waiters come and go with each call; on a wheel they cost next to nothing. */
    private final Timer timer = new HashedWheelTimer(
            new DefaultThreadFactory("twinpath-async-timer", true), TIMER_TICK.toMillis(), TimeUnit.MILLISECONDS);

    /** Where connections are used, and how one is begun that will be used there. */
    record Place(DriverLoop loop, Supplier<OneChannel> newChannel) {}

    /** With one event loop: it hands many answers over at a time, where two would be woken for each. */
    R2dbcThreads() {
        this.connecting = new OneEventLoop("twinpath-async");
        this.places = List.of(new Place(connecting, () -> new OneChannel(connecting)));
    }

    /**
     * Connections are made on a thread of their own, for a log-in takes longer than those who wait at a guest's.
     *
     * @param guests one at least
     */
    R2dbcThreads(List<GuestLoop> guests) {
        this.connecting = new OneEventLoop("twinpath-async-connect", executor -> SharedSelector.alone());
        this.places = guests.stream()
                .map(guest -> new Place(guest, () -> new OneChannel(connecting, guest)))
                .toList();
    }

    List<Place> places() {
        return places;
    }

    Timer timer() {
        return timer;
    }

    @Override
    public void close() {
        connecting.dispose(); // before those that it hands connections over to
        places.forEach(place -> place.loop().dispose());
        timer.stop();
    }
}
