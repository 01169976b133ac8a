package io.twinpath.domain;

import org.jspecify.annotations.Nullable;

/** A write was sent and its answer was lost: it may have been done, or be done yet. Never repeat one under another id. */
public final class OutcomeUnknown extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, null, message, cause);
    }

    /** With the store's own code, an SQLSTATE. */
    public OutcomeUnknown(Reason reason, @Nullable String code, String message, @Nullable Throwable cause) {
        super(reason, code, message, cause);
    }
}
