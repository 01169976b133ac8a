package io.twinpath.application.write;

import io.twinpath.domain.write.WriteLedger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Forgets writes a day after they were made, in small steps. A step that fails is made again later; its path says why. */
public final class LedgerSweeper {
    private static final Duration MEMORY = Duration.ofHours(24);

    private static final int STEP = 500;
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(100);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final WriteLedger ledger;
    private final ScheduledExecutorService scheduler;
    private volatile Optional<Duration> age = Optional.empty();

    /** The scheduler is the caller's to end, and the sweeping with it. */
    public LedgerSweeper(WriteLedger ledger, ScheduledExecutorService scheduler) {
        this.ledger = ledger;
        this.scheduler = scheduler;
    }

    /** Sweeps now and from then on. */
    public void start() {
        ledger.forget(MEMORY, STEP)
                .thenCompose(forgotten -> ledger.age().thenApply(oldest -> {
                    age = Optional.of(oldest.orElse(Duration.ZERO));
                    return forgotten == STEP;
                }))
                .whenComplete((more, failure) -> again(failure == null && more ? BETWEEN_STEPS : BETWEEN_SWEEPS));
    }

    /** How old the oldest write was after the latest step, zero when there was none; empty when it is not known. */
    public Optional<Duration> age() {
        return age;
    }

    private void again(Duration pause) {
        try {
            scheduler.schedule(this::start, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // and so is the sweeping
        }
    }
}
