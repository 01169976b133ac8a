package io.twinpath.bootstrap.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.RequestObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests by route template, method and status, none of which a caller can make new ones of; and log-ins. */
final class HttpMetrics implements RequestObserver {
    private static final String LOGIN = "/api/v1/auth/login";

    private record Kind(String route, String method, int status) {}

    private final MeterRegistry registry;
    private final Duration[] buckets;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Counter> logins;

    HttpMetrics(MeterRegistry registry, Duration[] buckets) {
        this.registry = registry;
        this.buckets = buckets;
        this.logins = Stream.of("ok", "refused", "throttled", "invalid", "unavailable")
                .collect(Collectors.toMap(
                        Function.identity(),
                        outcome -> Counter.builder("login.attempts")
                                .description("Log-ins, by what came of them")
                                .tag("outcome", outcome)
                                .register(registry)));
    }

    @Override
    public void answered(AnsweredRequest request) {
        timers.computeIfAbsent(new Kind(request.route(), request.method(), request.status()), this::timer)
                .record(request.duration());
        if (request.route().equals(LOGIN)) {
            Objects.requireNonNull(logins.get(outcome(request.status()))).increment();
        }
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Requests, from their headers to the end of their answer")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private static String outcome(int status) {
        return switch (status) {
            case 200 -> "ok";
            case 401 -> "refused";
            case 429 -> "throttled";
            case 503 -> "unavailable";
            default -> "invalid";
        };
    }
}
