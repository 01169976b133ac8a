package io.twinpath.bootstrap.http;

import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.RequestObservers;
import java.time.Duration;
import java.util.List;

/**
 * Tells a browser what the pages of allowed origins may send (CORS, Fetch standard, section 3.3): always the same, whatever
 * it asked, so that nothing unchecked comes back.
 */
public final class Preflights implements Handler {
    private static final Answer ALLOWED = new Answer(
            204,
            List.of(
                    new Header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH"),
                    new Header(
                            "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key"),
                    new Header("Access-Control-Max-Age", "600"),
                    new Header("Cache-Control", "no-store")),
            new byte[0]);

    private final Origins origins;
    private final Handler next;
    private final RequestObservers observers;

    /** @param next has all other requests */
    public Preflights(Origins origins, Handler next, RequestObservers observers) {
        this.origins = origins;
        this.next = next;
        this.observers = observers;
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (!request.method().equals("OPTIONS")
                || request.only("Access-Control-Request-Method").isEmpty()
                || origins.of(request).isEmpty()) {
            next.handle(exchange);
            return;
        }
        exchange.answer(ALLOWED);
        observers.tell(AnsweredRequest.unmatched(
                request.method(), ALLOWED.status(), Duration.ofNanos(System.nanoTime() - exchange.arrived())));
    }
}
