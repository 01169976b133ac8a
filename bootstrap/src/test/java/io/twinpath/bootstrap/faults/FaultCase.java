package io.twinpath.bootstrap.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One fault as data.
 *
 * @param prepare what takes its time before the fault begins
 * @param inject makes it so; it may set aside what {@code end} needs
 * @param hold lasts as long as the fault does
 * @param service the service that it befalls, where it needs one of its own
 * @param skipped why it cannot be made here
 */
record FaultCase(
        String group,
        String name,
        Action prepare,
        Action inject,
        Action hold,
        Action end,
        Set<Expectation> expectations,
        Duration recovery,
        Service service,
        Optional<String> skipped) {
    private static final boolean FULL = Boolean.getBoolean("faults.full");
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final Duration HOLD = Duration.ofSeconds(5);
    private static final Duration FULL_HOLD = Duration.ofSeconds(20);

    interface Action {
        void on(TestBed bed) throws Exception;
    }

    /** A rate of the load and settings of the service, by which it differs from the usual one. */
    record Service(int rate, Function<TestBed, Map<String, String>> environment, List<String> wrapper) {
        static final Service USUAL = with(Map.of());

        static Service with(Map<String, String> environment) {
            return new Service(200, bed -> environment, List.of());
        }

        /** Whether one process will do for both. */
        boolean runsAs(Service other) {
            return environment.equals(other.environment) && wrapper.equals(other.wrapper);
        }

        Service at(int requestsPerSecond) {
            return new Service(requestsPerSecond, environment, wrapper);
        }
    }

    static FaultCase of(String group, String name) {
        Action nothing = bed -> {};
        return new FaultCase(
                        group,
                        name,
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        Set.of(),
                        RECOVERY,
                        Service.USUAL,
                        Optional.empty())
                .holdFor(HOLD, FULL_HOLD);
    }

    FaultCase prepare(Action action) {
        return new FaultCase(group, name, action, inject, hold, end, expectations, recovery, service, skipped);
    }

    FaultCase inject(Action action) {
        return new FaultCase(group, name, prepare, action, hold, end, expectations, recovery, service, skipped);
    }

    FaultCase hold(Action action) {
        return new FaultCase(group, name, prepare, inject, action, end, expectations, recovery, service, skipped);
    }

    /** So long in a compact run, and so long in a full one. */
    FaultCase holdFor(Duration compact, Duration full) {
        return hold(bed -> Thread.sleep(pick(compact, full).toMillis()));
    }

    FaultCase end(Action action) {
        return new FaultCase(group, name, prepare, inject, hold, action, expectations, recovery, service, skipped);
    }

    FaultCase expect(Expectation first, Expectation... others) {
        return new FaultCase(
                group, name, prepare, inject, hold, end, EnumSet.of(first, others), recovery, service, skipped);
    }

    /** Within which all is as before. */
    FaultCase recovers(Duration within) {
        return new FaultCase(group, name, prepare, inject, hold, end, expectations, within, service, skipped);
    }

    FaultCase on(Service other) {
        return new FaultCase(group, name, prepare, inject, hold, end, expectations, recovery, other, skipped);
    }

    FaultCase skipUnless(boolean possible, String why) {
        return possible
                ? this
                : new FaultCase(
                        group, name, prepare, inject, hold, end, expectations, recovery, service, Optional.of(why));
    }

    boolean expects(Expectation expectation) {
        return expectations.contains(expectation);
    }

    static Duration pick(Duration compact, Duration full) {
        return FULL ? full : compact;
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
