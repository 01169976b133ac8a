package io.twinpath.domain;

import org.jspecify.annotations.Nullable;

/** The store could not be asked, or surely did not do what it was asked. Trying elsewhere is safe. */
public final class StoreUnavailable extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Reason reason, String message) {
        this(reason, message, null);
    }

    public StoreUnavailable(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, null, message, cause);
    }

    /** With the store's own code, an SQLSTATE. */
    public StoreUnavailable(Reason reason, @Nullable String code, String message, @Nullable Throwable cause) {
        super(reason, code, message, cause);
    }
}
