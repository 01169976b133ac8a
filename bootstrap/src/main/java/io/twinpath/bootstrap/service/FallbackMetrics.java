package io.twinpath.bootstrap.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.fallback.FallbackObserver;
import io.twinpath.application.fallback.Operation;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the fallback does: its calls, its attempts on each path, and why it went on to the second. */
final class FallbackMetrics implements FallbackObserver {
    private static final String[] OUTCOMES = Stream.concat(
                    Stream.of("ok", "refused"), Arrays.stream(Reason.values()).map(Metrics::word))
            .toArray(String[]::new);

    private final MeterRegistry registry;
    private final Duration[] buckets;
    private final Function<Operation, Timer> answered;
    private final Function<Operation, Timer> failed;
    private final Function<String, Counter> served;
    private final Function<String, Function<String, Counter>> attempts;
    private final Function<Reason, Counter> fallbacks;
    private final Function<Boolean, Counter> hedges;
    private final Function<String, Function<BreakerState, Counter>> transitions;

    FallbackMetrics(MeterRegistry registry, Duration[] buckets) {
        this.registry = registry;
        this.buckets = buckets;
        this.answered = each(Operation.values(), each -> timer(each, true));
        this.failed = each(Operation.values(), each -> timer(each, false));
        this.served = each(
                Metrics.PATHS,
                path -> counter("database.connections", "Calls that were served by the path", Metrics.PATH, path));
        this.attempts = each(
                Metrics.PATHS,
                path -> each(
                        OUTCOMES,
                        outcome -> counter(
                                "database.attempts",
                                "Attempts on the path, by what came of them",
                                Metrics.PATH,
                                path,
                                "outcome",
                                outcome)));
        this.fallbacks = each(
                Reason.values(),
                reason -> counter(
                        "database.fallbacks",
                        "Calls that went on to the second path, by why",
                        "reason",
                        Metrics.word(reason)));
        this.hedges = each(
                new Boolean[] {true, false},
                won -> counter(
                        "database.hedges",
                        "Reads asked of the second path too, by whether its answer was the first",
                        "outcome",
                        won ? "won" : "lost"));
        this.transitions = each(
                Metrics.PATHS,
                path -> each(
                        BreakerState.values(),
                        to -> counter(
                                "database.breaker.transitions",
                                "Changes of the path's breaker",
                                Metrics.PATH,
                                path,
                                "to",
                                Metrics.word(to))));
    }

    @Override
    public void called(Operation operation, Optional<String> servedBy, Duration took) {
        (servedBy.isPresent() ? answered : failed).apply(operation).record(took);
        servedBy.ifPresent(path -> served.apply(path).increment());
    }

    @Override
    public void answered(String path) {
        attempts.apply(path).apply("ok").increment();
    }

    @Override
    public void refused(String path) {
        attempts.apply(path).apply("refused").increment();
    }

    @Override
    public void failed(String path, StoreFailure failure) {
        attempts.apply(path).apply(Metrics.word(failure.reason())).increment();
    }

    @Override
    public void fellBack(Reason reason) {
        fallbacks.apply(reason).increment();
    }

    @Override
    public void hedged(boolean won) {
        hedges.apply(won).increment();
    }

    @Override
    public void breakerChanged(String path, BreakerState state) {
        transitions.apply(path).apply(state).increment();
    }

    private Timer timer(Operation operation, boolean success) {
        return Timer.builder("database.operation.duration")
                .description("What a call takes, all its attempts together")
                .tag("endpoint", endpoint(operation))
                .tag("operation_type", type(operation))
                .tag("success", Boolean.toString(success))
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    static String endpoint(Operation operation) {
        return switch (operation) {
            case FIND_USER, CHANGE_USER -> "/api/v1/profile";
            case FIND_SETTINGS, CHANGE_SETTINGS -> "/api/v1/settings";
            case FIND_CREDENTIALS -> "/api/v1/auth/login";
            case READ_LEDGER, FORGET_WRITES -> "ledger";
        };
    }

    private static String type(Operation operation) {
        return switch (operation) {
            case FIND_USER, FIND_SETTINGS, FIND_CREDENTIALS, READ_LEDGER -> "read";
            case CHANGE_USER, CHANGE_SETTINGS, FORGET_WRITES -> "write";
        };
    }

    /** A value for each key, made now. */
    private static <K, V> Function<K, V> each(K[] keys, Function<K, V> make) {
        Map<K, V> all = Arrays.stream(keys).collect(Collectors.toMap(Function.identity(), make));
        return key -> Objects.requireNonNull(all.get(key));
    }
}
