package io.twinpath.domain;

import org.jspecify.annotations.Nullable;

/** A write was sent and its answer was lost: it may have been done. Only for writes; never repeat one blindly. */
public final class OutcomeUnknown extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
