package io.twinpath.application.fallback;

import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import java.time.Duration;
import java.util.Optional;

/** Is told what the fallback does, as it does it, on the thread which did it: each method must return at once. */
public interface FallbackObserver {
    FallbackObserver NONE = new FallbackObserver() {};

    /** A call is over, all its attempts together; {@code servedBy} is empty when none got an answer. */
    default void called(Operation operation, Optional<String> servedBy, Duration took) {}

    /** An attempt was answered. */
    default void answered(String path) {}

    /** An attempt was answered with a broken rule of the domain. */
    default void refused(String path) {}

    /** An attempt got no answer, or was not made as the path is known to be down. */
    default void failed(String path, StoreFailure failure) {}

    /** A call goes on to the second path, because of that. */
    default void fellBack(Reason reason) {}

    /** A read that was slow on the first path was asked of the second too, and had its answer from there, or had not. */
    default void hedged(boolean won) {}

    /** A path's breaker has changed its state. */
    default void breakerChanged(String path, BreakerState state) {}
}
