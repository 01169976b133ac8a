package io.twinpath.bootstrap.history;

import io.twinpath.persistence.sync.PostgresProxy;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Now and then takes the database away from one path; the first time and seldom after that, from both. */
final class Outages implements AutoCloseable {
    private static final int PERIOD = 4;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger ofOne = new AtomicInteger();
    private final AtomicInteger ofBoth = new AtomicInteger();
    private final PostgresProxy async;
    private final PostgresProxy sync;
    private final Random random;

    Outages(PostgresProxy async, PostgresProxy sync, long seed) {
        this.async = async;
        this.sync = sync;
        this.random = new Random(seed);
        later(this::begin, 1000);
    }

    int ofOnePath() {
        return ofOne.get();
    }

    int ofBothPaths() {
        return ofBoth.get();
    }

    /** Takes nothing away any more, and what is away stays so till it is healed. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void begin() {
        boolean both = (ofOne.get() + ofBoth.get()) % PERIOD == 0;
        (both ? ofBoth : ofOne).incrementAndGet();
        List<PostgresProxy> broken = both ? List.of(async, sync) : List.of(random.nextInt(3) > 0 ? async : sync);
        broken.forEach(PostgresProxy::refuse);
        if (both || random.nextBoolean()) {
            broken.forEach(PostgresProxy::cut);
        }
        later(() -> end(broken), both ? 400 : 600);
    }

    private void end(List<PostgresProxy> broken) {
        broken.forEach(PostgresProxy::heal);
        later(this::begin, 3000);
    }

    /** After about so long. */
    private void later(Runnable task, int millis) {
        timer.schedule(task, millis / 2 + random.nextInt(millis), TimeUnit.MILLISECONDS);
    }
}
