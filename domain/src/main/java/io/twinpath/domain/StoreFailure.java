package io.twinpath.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store did not answer: an outage, which says nothing about what was asked. It has no stack trace of its own, for an
 * outage makes thousands of them; its cause has.
 */
public abstract sealed class StoreFailure extends RuntimeException permits StoreUnavailable, OutcomeUnknown {
    private static final long serialVersionUID = 1L;

    /** Why the store gave no answer; coarse on purpose, it becomes a metric's label. */
    public enum Reason {
        /** No connection, a broken connection, or an error of the server. */
        OUTAGE,
        /** More callers than the path takes: nothing was asked. */
        OVERLOAD,
        /** Known to be down: nothing was asked. */
        BREAKER_OPEN,
        /** No answer in time. */
        TIMEOUT,
        /** A defect of our own code on the path. */
        DEFECT
    }

    private final Reason reason;
    private final @Nullable String code;

    StoreFailure(Reason reason, @Nullable String code, String message, @Nullable Throwable cause) {
        super(message, cause, true, false);
        this.reason = reason;
        this.code = code;
    }

    public final Reason reason() {
        return reason;
    }

    /** The store's own code for it, where it gave one: an SQLSTATE. */
    public final Optional<String> code() {
        return Optional.ofNullable(code);
    }
}
