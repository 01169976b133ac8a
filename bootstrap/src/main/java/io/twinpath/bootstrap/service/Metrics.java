package io.twinpath.bootstrap.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.fallback.FallbackObserver;
import io.twinpath.application.fallback.Operation;
import io.twinpath.application.health.DatabaseReport;
import io.twinpath.application.health.PathHealth;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.rest.RequestObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures that the service tells about itself; their names live here. All of them are made at the start, so that none is
 * absent because nothing has happened yet, and no caller can add to them.
 */
final class Metrics implements FallbackObserver, AutoCloseable {
    static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PATH = "connection_type";
    private static final String[] PATHS = {"async", "sync"};
    private static final String[] OUTCOMES = Stream.concat(
                    Stream.of("ok", "refused"), Arrays.stream(Reason.values()).map(Metrics::word))
            .toArray(String[]::new);
    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile Runnable refresh = () -> {};
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Function<Operation, Timer> answered = each(Operation.values(), each -> timer(each, true));
    private final Function<Operation, Timer> failed = each(Operation.values(), each -> timer(each, false));
    private final Function<String, Counter> served =
            each(PATHS, path -> counter("database.connections", "Calls that were served by the path", PATH, path));
    private final Function<String, Function<String, Counter>> attempts = each(
            PATHS,
            path -> each(
                    OUTCOMES,
                    outcome -> counter(
                            "database.attempts",
                            "Attempts on the path, by what came of them",
                            PATH,
                            path,
                            "outcome",
                            outcome)));
    private final Function<Reason, Counter> fallbacks = each(
            Reason.values(),
            reason -> counter(
                    "database.fallbacks", "Calls that went on to the second path, by why", "reason", word(reason)));
    private final Function<Boolean, Counter> hedges = each(
            new Boolean[] {true, false},
            won -> counter(
                    "database.hedges",
                    "Reads asked of the second path too, by whether its answer was the first",
                    "outcome",
                    won ? "won" : "lost"));
    private final Function<String, Function<BreakerState, Counter>> transitions = each(
            PATHS,
            path -> each(
                    BreakerState.values(),
                    to -> counter(
                            "database.breaker.transitions",
                            "Changes of the path's breaker",
                            PATH,
                            path,
                            "to",
                            word(to))));

    /** @param addresses of the paths by their names, {@code async} and {@code sync} */
    Metrics(Map<String, DatabaseAddress> addresses) {
        addresses.forEach((path, address) -> gauge(
                "database.plaintext.allowed",
                "1 when the path's way to a host that is not loopback may be in plain text",
                path,
                () -> flag(address.mayCrossNetworkInPlainText())));
        Gauge.builder("build.info", () -> 1)
                .description("What runs")
                .tag("version", Build.version())
                .tag("java", Runtime.version().toString())
                .register(registry);
        Stream.of(
                        garbage,
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Tells what one report says each time it is asked, and how old the ledger's oldest write is. */
    void watch(Supplier<DatabaseReport> reports, Supplier<Optional<Duration>> ledgerAge) {
        AtomicReference<DatabaseReport> latest = new AtomicReference<>(reports.get());
        refresh = () -> latest.set(reports.get());
        Gauge.builder("database.degraded", () -> flag(latest.get().status() != DatabaseReport.Status.OK))
                .description("1 while not both paths are in use")
                .register(registry);
        Gauge.builder(
                        "write.ledger.oldest.age",
                        () -> ledgerAge.get().map(Metrics::seconds).orElse(Double.NaN))
                .description("Age of the oldest write that is remembered; they are forgotten after a day")
                .baseUnit("seconds")
                .register(registry);
        for (String path : PATHS) {
            watch(path, () -> latest.get().path(path));
        }
    }

    /** Counts the answers that were given again while both paths were down. */
    void count(LongSupplier profiles, LongSupplier settings) {
        Map.of("profile", profiles, "settings", settings)
                .forEach((resource, given) -> FunctionCounter.builder("stale.answers", given, each -> given.getAsLong())
                        .description("Reads answered with what was known before, as both paths were down")
                        .tag("resource", resource)
                        .register(registry));
    }

    private void watch(String path, Supplier<PathHealth> health) {
        gauge(
                "database.up",
                "1 while probes reach the database by the path",
                path,
                () -> flag(health.get().connectivity().up()));
        for (BreakerState state : BreakerState.values()) {
            Gauge.builder("database.breaker.state", () -> flag(health.get().breaker() == state))
                    .description("1 for the state that the path's breaker is in")
                    .tag(PATH, path)
                    .tag("state", word(state))
                    .register(registry);
        }
        pool(path, health, "size", "Connections that the pool may have", PoolStatistics::size);
        pool(path, health, "minimum", "Connections that the pool tries to have", PoolStatistics::minimum);
        pool(path, health, "connections", "Connections that the pool has", PoolStatistics::total);
        pool(path, health, "active", "Connections that are lent", PoolStatistics::active);
        pool(path, health, "idle", "Connections that wait to be lent", PoolStatistics::idle);
        pool(path, health, "pending", "Calls that wait for a connection", PoolStatistics::pending);
        pool(path, health, "overflow", "Connections above the size", PoolStatistics::overflow);
        gauge(
                "database.pool.near.exhaustion",
                "1 while all are lent and more are wanted, for seconds",
                path,
                () -> flag(health.get().nearExhaustion()));
        FunctionCounter.builder(
                        "database.pool.opened",
                        health,
                        each -> each.get().pool().created())
                .description("Connections made")
                .tag(PATH, path)
                .register(registry);
        FunctionCounter.builder(
                        "database.pool.acquire.timeouts",
                        health,
                        each -> each.get().pool().timeouts())
                .description("Calls that waited for a connection in vain")
                .tag(PATH, path)
                .register(registry);
        FunctionTimer.builder(
                        "database.pool.acquire",
                        health,
                        each -> each.get().pool().acquired(),
                        each -> each.get().pool().acquireTime().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Waits for a connection")
                .tag(PATH, path)
                .register(registry);
    }

    /** Counts each answered request. */
    RequestObserver requests() {
        return new HttpMetrics(registry, BUCKETS);
    }

    /** In Prometheus' text format. */
    String scrape() {
        refresh.run();
        return registry.scrape(FORMAT);
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
        attempts.apply(path).apply(word(failure.reason())).increment();
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

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }

    private Timer timer(Operation operation, boolean success) {
        return Timer.builder("database.operation.duration")
                .description("What a call takes, all its attempts together")
                .tag("endpoint", endpoint(operation))
                .tag("operation_type", type(operation))
                .tag("success", Boolean.toString(success))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private static String endpoint(Operation operation) {
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

    private void pool(
            String path,
            Supplier<PathHealth> health,
            String figure,
            String description,
            ToDoubleFunction<PoolStatistics> value) {
        gauge(
                "database.pool." + figure,
                description,
                path,
                () -> value.applyAsDouble(health.get().pool()));
    }

    private void gauge(String name, String description, String path, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).tag(PATH, path).register(registry);
    }

    /** A value for each key, made now. */
    private static <K, V> Function<K, V> each(K[] keys, Function<K, V> make) {
        Map<K, V> all = Arrays.stream(keys).collect(Collectors.toMap(Function.identity(), make));
        return key -> Objects.requireNonNull(all.get(key));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
