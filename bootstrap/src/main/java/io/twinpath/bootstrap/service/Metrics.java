package io.twinpath.bootstrap.service;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.fallback.FallbackObserver;
import io.twinpath.application.fallback.Operation;
import io.twinpath.application.health.DatabaseReport;
import io.twinpath.application.health.PathHealth;
import io.twinpath.rest.RequestObserver;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The figures that the service tells about itself, but for those of the fallback and of requests. All of them are made at the
 * start, so that none is absent because nothing has happened yet, and no caller can add to them.
 */
final class Metrics implements AutoCloseable {
    static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
    static final String PATH = "connection_type";
    static final String[] PATHS = {"async", "sync"};
    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile Runnable refresh = () -> {};
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final FallbackMetrics fallback = new FallbackMetrics(registry, BUCKETS);
    private final Map<String, CoalesceObserver> profileBatches = batches(Operation.FIND_USER);
    private final Map<String, CoalesceObserver> settingsBatches = batches(Operation.FIND_SETTINGS);

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
    void countGivenAgain(LongSupplier profiles, LongSupplier settings) {
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

    /** Counts what the fallback does. */
    FallbackObserver fallback() {
        return fallback;
    }

    /** Counts the statements that a path is asked for users with. */
    CoalesceObserver profileBatches(String path) {
        return Objects.requireNonNull(profileBatches.get(path));
    }

    /** Counts the statements that a path is asked for settings with. */
    CoalesceObserver settingsBatches(String path) {
        return Objects.requireNonNull(settingsBatches.get(path));
    }

    private Map<String, CoalesceObserver> batches(Operation operation) {
        return Stream.of(PATHS).collect(toMap(path -> path, path -> new BatchMetrics(registry, path, operation)));
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
    public void close() {
        garbage.close();
        registry.close();
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

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
