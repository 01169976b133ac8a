package io.twinpath.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.fallback.PathFailure;
import io.twinpath.application.health.Connectivity;
import io.twinpath.application.health.DatabaseReport;
import io.twinpath.application.health.PathHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Both paths for operators; nothing in it names a host, a user or SQL. In public there are no pools and no errors. */
record DatabaseHealthJson(
        String status,
        boolean healthy,
        @Nullable String degradedSince,
        @Nullable Pool asyncPool,
        @Nullable Pool syncPool,
        @Nullable LastError lastError,
        Map<String, Reach> connectivity,
        Map<String, String> breakers) {
    /** Times in seconds; {@code acquireSeconds} is the mean since the start. */
    record Pool(
            @JsonProperty("class") String poolClass,
            int size,
            int minimum,
            long created,
            int total,
            int active,
            int idle,
            int pending,
            int overflow,
            double acquireSeconds,
            long timeouts,
            boolean nearExhaustion,
            @Nullable LastError lastError) {}

    record LastError(
            String time,
            String path,
            @JsonProperty("class") String errorClass,
            @Nullable String sqlstate,
            String text) {}

    record Reach(
            boolean up, @Nullable String checked, @Nullable Double latencySeconds) {}

    static DatabaseHealthJson full(DatabaseReport report) {
        return of(report, path -> pool(path), report.lastFailure().map(DatabaseHealthJson::error));
    }

    static DatabaseHealthJson redacted(DatabaseReport report) {
        return of(report, path -> null, Optional.empty());
    }

    private static DatabaseHealthJson of(
            DatabaseReport report, Function<PathHealth, @Nullable Pool> pool, Optional<LastError> lastError) {
        return new DatabaseHealthJson(
                word(report.status()),
                report.ready(),
                report.degradedSince().map(Instant::toString).orElse(null),
                pool.apply(report.path("async")),
                pool.apply(report.path("sync")),
                lastError.orElse(null),
                byPath(report, path -> reach(path.connectivity())),
                byPath(report, path -> word(path.breaker())));
    }

    private static <T> Map<String, T> byPath(DatabaseReport report, Function<PathHealth, T> value) {
        return report.paths().stream().collect(Collectors.toMap(PathHealth::path, value));
    }

    private static Pool pool(PathHealth path) {
        PoolStatistics pool = path.pool();
        return new Pool(
                pool.poolClass(),
                pool.size(),
                pool.minimum(),
                pool.created(),
                pool.total(),
                pool.active(),
                pool.idle(),
                pool.pending(),
                pool.overflow(),
                seconds(pool.meanAcquireTime()),
                pool.timeouts(),
                path.nearExhaustion(),
                path.lastFailure().map(DatabaseHealthJson::error).orElse(null));
    }

    private static LastError error(PathFailure last) {
        Throwable cause = last.failure().getCause();
        return new LastError(
                last.at().toString(),
                last.path(),
                (cause == null ? last.failure() : cause).getClass().getSimpleName(),
                last.failure().code().orElse(null),
                String.valueOf(last.failure().getMessage()));
    }

    private static Reach reach(Connectivity connectivity) {
        return new Reach(
                connectivity.up(),
                connectivity.checked().map(Instant::toString).orElse(null),
                connectivity.latency().map(DatabaseHealthJson::seconds).orElse(null));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
