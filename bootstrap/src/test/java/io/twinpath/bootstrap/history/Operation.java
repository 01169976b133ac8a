package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Answer.Outcome;
import java.util.Locale;

/**
 * A request and its answer.
 *
 * @param start as {@code System.nanoTime()} had it before the first byte left
 * @param end likewise after the last one came
 */
public record Operation(int client, Request request, long start, long end, Answer answer) {
    public boolean isOk() {
        return answer.isOk();
    }

    public boolean isRead() {
        return !request.isWrite();
    }

    boolean is(Outcome outcome) {
        return answer.outcome() == outcome;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "[%.3f..%.3f ms] client %d %s -> %d \"%d\" %s",
                start / 1e6,
                end / 1e6,
                client,
                request,
                answer.status(),
                answer.version(),
                answer.isOk() ? answer.marker() : answer.body());
    }
}
