package io.twinpath.domain;

import org.jspecify.annotations.Nullable;

/** The store could not be asked, or surely did not do what it was asked. Trying elsewhere is safe. */
public final class StoreUnavailable extends StoreFailure {
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

    public StoreUnavailable(Reason reason, String message) {
        this(reason, message, null);
    }

    public StoreUnavailable(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
