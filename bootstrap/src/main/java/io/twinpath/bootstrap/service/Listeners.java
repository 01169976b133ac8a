package io.twinpath.bootstrap.service;

import io.twinpath.application.health.Readiness;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.http.AdmissionControl;
import io.twinpath.bootstrap.http.Bounds;
import io.twinpath.bootstrap.http.Handler;
import io.twinpath.bootstrap.http.HealthDoor;
import io.twinpath.bootstrap.http.HttpListener;
import io.twinpath.bootstrap.http.JerseyHandler;
import io.twinpath.bootstrap.http.Limits;
import io.twinpath.rest.RequestObservers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.glassfish.jersey.server.ResourceConfig;

/** Both ports as configured, each with workers of its own. */
final class Listeners {
    private static final int MAX_REQUESTS = 100_000;
    private static final Bounds OPERATORS = new Bounds(1, 16, 32);

    /** The front door's deadline is there for what keeps none of its own: it comes after that of a call. */
    private static final Duration BEYOND_DEADLINE = Duration.ofMillis(50);

    private final Configuration configuration;
    private final Bounds bounds;
    private final Limits limits;
    private final ExecutorService workers;
    private final ExecutorService operators;

    Listeners(Configuration configuration) {
        this.configuration = configuration;
        this.bounds = new Bounds(
                Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
                configuration.integer(Key.HTTP_MAX_WAITING, 1, MAX_REQUESTS),
                configuration.integer(Key.HTTP_MAX_IN_PROGRESS, 1, MAX_REQUESTS));
        this.limits = Limits.of(
                configuration.duration(Key.HTTP_READ_LIMIT),
                configuration.duration(Key.FALLBACK_DEADLINE).plus(BEYOND_DEADLINE),
                configuration.duration(Key.HTTP_WRITE_LIMIT));
        this.workers = Threads.workers("twinpath-http-worker", bounds);
        this.operators = Threads.workers("twinpath-management-worker", OPERATORS);
    }

    HttpListener open(ResourceConfig application, Readiness readiness, RequestObservers observers) throws IOException {
        Handler admission = new AdmissionControl(new JerseyHandler(application), workers, bounds, observers);
        return listener(
                "http",
                Key.HTTP_HOST,
                Key.HTTP_PORT,
                new HealthDoor(readiness::ready, admission, observers),
                observers);
    }

    HttpListener openManagement(ManagementHandler pages) throws IOException {
        RequestObservers nobody = new RequestObservers(List.of());
        return listener(
                "management",
                Key.MANAGEMENT_HOST,
                Key.MANAGEMENT_PORT,
                new AdmissionControl(pages, operators, OPERATORS, nobody),
                nobody);
    }

    void stopWorkers() {
        workers.shutdownNow();
        operators.shutdownNow();
    }

    private HttpListener listener(String name, Key host, Key port, Handler handler, RequestObservers observers)
            throws IOException {
        return new HttpListener(
                name,
                configuration.text(host),
                configuration.integer(port, 0, 65_535),
                handler,
                limits,
                Threads.timer("twinpath-" + name + "-timer"),
                observers);
    }
}
