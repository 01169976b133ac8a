package io.twinpath.application.stale;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of a value.
 *
 * @param age of one that was given before and is given again; empty for one that is of now
 */
public record Known<T>(T value, Optional<Duration> age) {
    /** Another value, known for as long. */
    public <R> Known<R> map(Function<T, R> change) {
        return new Known<>(change.apply(value), age);
    }
}
