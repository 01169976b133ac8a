package io.twinpath.bootstrap.http;

import java.time.Duration;

/**
 * How long each part of a request may take; each is counted from the part's beginning to its end, however steadily it goes.
 *
 * @param read from the first byte of a request to its last
 * @param work from there to the beginning of its answer
 * @param write of an answer
 * @param idle between an answer and the next request
 */
public record Limits(Duration read, Duration work, Duration write, Duration idle) {
    static final Duration IDLE = Duration.ofSeconds(60);

    public static Limits of(Duration read, Duration work, Duration write) {
        return new Limits(read, work, write, IDLE);
    }
}
