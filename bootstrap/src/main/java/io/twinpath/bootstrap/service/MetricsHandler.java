package io.twinpath.bootstrap.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** {@code GET /metrics} in Prometheus' text format, and nothing else. */
final class MetricsHandler extends HttpHandler {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    MetricsHandler(PrometheusMeterRegistry registry) {
        super("metrics");
        this.registry = registry;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        if (!request.getRequestURI().equals("/metrics")) {
            response.sendError(404, "Not Found");
        } else if (request.getMethod() != Method.GET) {
            response.setHeader("Allow", "GET");
            response.sendError(405, "Method Not Allowed");
        } else {
            response.setContentType(FORMAT);
            response.getWriter().write(registry.scrape(FORMAT));
        }
    }
}
