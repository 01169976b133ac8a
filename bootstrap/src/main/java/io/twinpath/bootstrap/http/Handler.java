package io.twinpath.bootstrap.http;

/** Sees to it that each exchange has an answer, now or later. */
public interface Handler {
    void handle(Exchange exchange);
}
