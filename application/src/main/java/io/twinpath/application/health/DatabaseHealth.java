package io.twinpath.application.health;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.fallback.Fallback;
import io.twinpath.application.fallback.PathState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Puts together what is known of the paths. Asking touches no database; time passes by ticks in the background. */
public final class DatabaseHealth {
    private static final Duration TICK = Duration.ofMillis(500);

    /** A pool is for bursts, and so long is none. */
    private static final long EXHAUSTED_TICKS = Duration.ofSeconds(5).toMillis() / TICK.toMillis();

    /** A broken path looks well between its breaker's trials, but not for so long. */
    private static final long WELL_TICKS = Duration.ofSeconds(2).toMillis() / TICK.toMillis();

    private final List<DataPath> paths;
    private final Readiness readiness;
    private final Fallback fallback;
    private final Clock clock;
    private final Map<String, Integer> exhausted = new HashMap<>();
    private Optional<Instant> degradedSince = Optional.empty();
    private int wellTicks;

    public DatabaseHealth(List<DataPath> paths, Readiness readiness, Fallback fallback, Clock clock) {
        this.paths = List.copyOf(paths);
        this.readiness = readiness;
        this.fallback = fallback;
        this.clock = clock;
    }

    /** Ticks twice a second. */
    public void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    public synchronized DatabaseReport report() {
        List<PathHealth> all = paths.stream().map(this::health).toList();
        if (!all.stream().allMatch(PathHealth::inUse)) {
            wellTicks = 0;
            degradedSince = degradedSince.or(() -> Optional.of(clock.instant()));
        } else if (wellTicks >= WELL_TICKS) {
            degradedSince = Optional.empty();
        }
        return new DatabaseReport(readiness.ready(), degradedSince, all);
    }

    synchronized void tick() {
        for (DataPath path : paths) {
            boolean now = path.pool().exhausted();
            exhausted.put(path.name(), now ? exhausted.getOrDefault(path.name(), 0) + 1 : 0);
        }
        wellTicks++;
        report();
    }

    private PathHealth health(DataPath path) {
        PathState state = fallback.states().stream()
                .filter(each -> each.path().equals(path.name()))
                .findFirst()
                .orElseThrow();
        return new PathHealth(
                path.name(),
                readiness.of(path.name()),
                state.breaker(),
                path.pool(),
                exhausted.getOrDefault(path.name(), 0) >= EXHAUSTED_TICKS,
                state.lastFailure());
    }
}
