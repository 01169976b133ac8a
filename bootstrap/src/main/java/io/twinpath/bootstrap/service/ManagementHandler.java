package io.twinpath.bootstrap.service;

import io.twinpath.application.health.DatabaseHealth;
import io.twinpath.bootstrap.http.Answer;
import io.twinpath.bootstrap.http.Exchange;
import io.twinpath.bootstrap.http.Handler;
import io.twinpath.rest.DatabaseHealthDocument;
import io.twinpath.rest.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** {@code GET /metrics} in Prometheus' text format and {@code GET /health/database} in JSON, for operators. */
final class ManagementHandler implements Handler {
    private record Page(String type, Supplier<byte[]> content) {}

    private final Map<String, Page> pages;

    ManagementHandler(Metrics metrics, DatabaseHealth health) {
        this.pages = Map.of(
                "/metrics",
                new Page(Metrics.FORMAT, () -> metrics.scrape().getBytes(StandardCharsets.UTF_8)),
                "/health/database",
                new Page("application/json", () -> DatabaseHealthDocument.of(health.report())));
    }

    @Override
    public void handle(Exchange exchange) {
        Page page = pages.get(exchange.request().path());
        if (page == null) {
            exchange.answer(Answer.of(Problem.NOT_FOUND));
        } else if (!exchange.request().method().equals("GET")) {
            exchange.answer(Answer.of(Problem.METHOD_NOT_ALLOWED).with("Allow", "GET"));
        } else {
            exchange.answer(Answer.page(page.type(), page.content().get()));
        }
    }
}
