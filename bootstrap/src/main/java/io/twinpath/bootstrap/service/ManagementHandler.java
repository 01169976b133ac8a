package io.twinpath.bootstrap.service;

import io.twinpath.application.health.DatabaseHealth;
import io.twinpath.rest.DatabaseHealthDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** {@code GET /metrics} in Prometheus' text format and {@code GET /health/database} in JSON, for operators. */
final class ManagementHandler extends HttpHandler {
    private record Page(String type, Supplier<byte[]> content) {}

    private final Map<String, Page> pages;

    ManagementHandler(Metrics metrics, DatabaseHealth health) {
        super("management");
        this.pages = Map.of(
                "/metrics",
                new Page(Metrics.FORMAT, () -> metrics.scrape().getBytes(StandardCharsets.UTF_8)),
                "/health/database",
                new Page("application/json", () -> DatabaseHealthDocument.of(health.report())));
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        Page page = pages.get(request.getRequestURI());
        if (page == null) {
            response.sendError(404, "Not Found");
        } else if (request.getMethod() != Method.GET) {
            response.setHeader("Allow", "GET");
            response.sendError(405, "Method Not Allowed");
        } else {
            byte[] content = page.content().get();
            response.setContentType(page.type());
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(content.length);
            response.getOutputStream().write(content);
        }
    }
}
