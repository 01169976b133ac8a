package io.twinpath.persistence.sync;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What HikariCP tells as it happens; of the moment its {@code HikariPoolMXBean} tells. */
final class PoolCounts implements IMetricsTracker {
    private final LongAdder created = new LongAdder();
    private final LongAdder acquired = new LongAdder();
    private final LongAdder acquireNanos = new LongAdder();
    private final LongAdder timeouts = new LongAdder();

    @Override
    public void recordConnectionCreatedMillis(long took) {
        created.increment();
    }

    @Override
    public void recordConnectionAcquiredNanos(long took) {
        acquired.increment();
        acquireNanos.add(took);
    }

    @Override
    public void recordConnectionTimeout() {
        timeouts.increment();
    }

    long created() {
        return created.sum();
    }

    long acquired() {
        return acquired.sum();
    }

    Duration acquireTime() {
        return Duration.ofNanos(acquireNanos.sum());
    }

    long timeouts() {
        return timeouts.sum();
    }
}
