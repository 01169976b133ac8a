package io.twinpath.bootstrap.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.fallback.Operation;
import java.util.concurrent.atomic.AtomicInteger;

/** The batches of one path for one kind of read. */
final class BatchMetrics implements CoalesceObserver {
    private static final double[] BUCKETS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    private final AtomicInteger inFlight = new AtomicInteger();
    private final DistributionSummary size;
    private final Counter split;

    BatchMetrics(MeterRegistry registry, String path, Operation operation) {
        Tags tags = Tags.of(Metrics.PATH, path, "endpoint", FallbackMetrics.endpoint(operation));
        this.size = DistributionSummary.builder("database.batch.size")
                .description("Reads that one statement answered")
                .baseUnit("reads")
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        this.split = Counter.builder("database.batches.split")
                .description("Batches that failed by a defect, whose keys were asked for one by one")
                .tags(tags)
                .register(registry);
        Gauge.builder("database.batches.in.flight", inFlight::get)
                .description("Batches that are at the database")
                .tags(tags)
                .register(registry);
    }

    @Override
    public void sent(int reads) {
        size.record(reads);
        inFlight.incrementAndGet();
    }

    @Override
    public void split() {
        split.increment();
    }

    @Override
    public void ended() {
        inFlight.decrementAndGet();
    }
}
