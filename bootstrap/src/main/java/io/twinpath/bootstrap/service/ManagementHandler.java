package io.twinpath.bootstrap.service;

import io.twinpath.application.health.DatabaseHealth;
import io.twinpath.bootstrap.http.Answer;
import io.twinpath.bootstrap.http.Exchange;
import io.twinpath.bootstrap.http.Handler;
import io.twinpath.bootstrap.http.Request;
import io.twinpath.rest.DatabaseHealthDocument;
import io.twinpath.rest.Problem;
import io.twinpath.rest.WebPages;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * For operators: {@code GET /metrics} in Prometheus' text format, {@code GET /health/database} in JSON, and at {@code GET /} a
 * page that shows both, live.
 */
final class ManagementHandler implements Handler {
    private final Map<String, Supplier<Answer>> documents;
    private final WebPages pages = WebPages.forOperators();

    ManagementHandler(Metrics metrics, DatabaseHealth health) {
        this.documents = Map.of(
                "/metrics",
                () -> Answer.page(Metrics.FORMAT, metrics.scrape().getBytes(StandardCharsets.UTF_8)),
                "/health/database",
                () -> Answer.page("application/json", DatabaseHealthDocument.of(health.report())));
    }

    @Override
    public void handle(Exchange exchange) {
        Optional<Answer> found = find(exchange.request());
        if (found.isPresent() && !exchange.request().method().equals("GET")) {
            exchange.answer(Answer.of(Problem.METHOD_NOT_ALLOWED).with("Allow", "GET"));
        } else {
            exchange.answer(found.orElseGet(() -> Answer.of(Problem.NOT_FOUND)));
        }
    }

    private Optional<Answer> find(Request request) {
        return Optional.ofNullable(documents.get(request.path()))
                .map(Supplier::get)
                .or(() -> pages.answer(
                                request.path(), request.header("If-None-Match"), request.header("Accept-Encoding"))
                        .map(Answer::of));
    }
}
