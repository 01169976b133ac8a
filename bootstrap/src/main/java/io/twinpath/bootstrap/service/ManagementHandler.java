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

/** For operators: {@code GET /metrics} in Prometheus' text format and {@code GET /health/database} in JSON. */
final class ManagementHandler implements Handler {
    private final Map<String, Supplier<Answer>> documents;

    ManagementHandler(Metrics metrics, DatabaseHealth health) {
        this.documents = Map.of(
                "/metrics",
                () -> Answer.page(Metrics.FORMAT, metrics.scrape().getBytes(StandardCharsets.UTF_8)),
                "/health/database",
                () -> Answer.page("application/json", DatabaseHealthDocument.of(health.report())));
    }

    @Override
    public void handle(Exchange exchange) {
        Supplier<Answer> document = documents.get(exchange.request().path());
        if (document == null) {
            exchange.answer(Answer.of(Problem.NOT_FOUND));
        } else if (exchange.request().method().equals("GET")) {
            exchange.answer(document.get());
        } else {
            exchange.answer(Answer.of(Problem.METHOD_NOT_ALLOWED).with("Allow", "GET"));
        }
    }
}
