package io.twinpath.bootstrap.http;

import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.Problem;
import io.twinpath.rest.RequestObservers;
import io.twinpath.rest.WebPages;
import java.time.Duration;
import java.util.Optional;

/** For browsers: the files of a web page, which are in memory, so that no worker is needed. */
public final class PageDoor implements Handler {
    private static final String ROUTE = "/";

    private final WebPages pages;
    private final Handler next;
    private final RequestObservers observers;

    /** @param next has all requests for what is no file of the page */
    public PageDoor(WebPages pages, Handler next, RequestObservers observers) {
        this.pages = pages;
        this.next = next;
        this.observers = observers;
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        Optional<Answer> file = pages.answer(
                        request.path(), request.header("If-None-Match"), request.header("Accept-Encoding"))
                .map(Answer::of);
        if (file.isEmpty()) {
            next.handle(exchange);
            return;
        }
        Answer answer = request.isRead()
                ? file.get()
                : Answer.of(Problem.METHOD_NOT_ALLOWED).with("Allow", "GET, HEAD");
        exchange.answer(answer);
        observers.tell(AnsweredRequest.inFront(
                ROUTE, request.method(), answer.status(), Duration.ofNanos(System.nanoTime() - exchange.arrived())));
    }
}
