package io.twinpath.bootstrap.faults;

import io.twinpath.bootstrap.history.Answer;
import io.twinpath.bootstrap.history.Operation;
import io.twinpath.bootstrap.history.Request;
import java.time.Duration;

/**
 * One request of the load.
 *
 * @param intended when it was to begin, by {@code System.nanoTime()}: latency counts from here, so that queueing shows
 * @param sent when it did begin
 */
record Sample(long intended, long sent, long end, Request request, HttpAnswer answer) {
    int status() {
        return answer.status();
    }

    boolean isRead() {
        return !request.isWrite();
    }

    double millis() {
        return (end - intended) / 1e6;
    }

    boolean laterThan(Duration limit) {
        return end - intended > limit.toNanos();
    }

    /** Each request is of a client of its own: those of an open loop overlap. */
    Operation operation(int client) {
        Answer told = status() == 0
                ? Answer.none(answer.body())
                : Answer.of(request, status(), answer.header("etag"), answer.body());
        return new Operation(client, request, sent, end, told);
    }
}
