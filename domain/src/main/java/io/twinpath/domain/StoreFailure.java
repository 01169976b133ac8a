package io.twinpath.domain;

import org.jspecify.annotations.Nullable;

/**
 * The store did not answer: an outage, which says nothing about what was asked. It has no stack trace of its own, for an
 * outage makes thousands of them; its cause has.
 */
public abstract sealed class StoreFailure extends RuntimeException permits StoreUnavailable, OutcomeUnknown {
    private static final long serialVersionUID = 1L;

    StoreFailure(String message, @Nullable Throwable cause) {
        super(message, cause, true, false);
    }
}
