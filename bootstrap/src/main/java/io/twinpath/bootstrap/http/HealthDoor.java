package io.twinpath.bootstrap.http;

import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.Problem;
import io.twinpath.rest.RequestObservers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** For orchestrators, who are answered whatever load there is: at once, and neither answer asks the database. */
public final class HealthDoor implements Handler {
    private static final Answer LIVE = status("up");
    private static final Answer READY = status("ready");

    private final Map<String, Supplier<Answer>> pages;
    private final Handler next;
    private final RequestObservers observers;

    /** @param next has all other requests */
    public HealthDoor(BooleanSupplier ready, Handler next, RequestObservers observers) {
        this.pages = Map.of(
                "/health/live",
                () -> LIVE,
                "/health/ready",
                () -> ready.getAsBoolean() ? READY : Answer.of(Problem.NOT_READY));
        this.next = next;
        this.observers = observers;
    }

    @Override
    public void handle(Exchange exchange) {
        String path = exchange.request().path();
        Supplier<Answer> page = pages.get(path);
        if (page == null) {
            next.handle(exchange);
            return;
        }
        Answer answer = exchange.request().isRead()
                ? page.get()
                : Answer.of(Problem.METHOD_NOT_ALLOWED).with("Allow", "GET, HEAD");
        exchange.answer(answer);
        observers.tell(AnsweredRequest.inFront(
                path,
                exchange.request().method(),
                answer.status(),
                Duration.ofNanos(System.nanoTime() - exchange.arrived())));
    }

    private static Answer status(String word) {
        return Answer.page("application/json", ("{\"status\":\"" + word + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
