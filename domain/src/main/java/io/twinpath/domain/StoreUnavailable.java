package io.twinpath.domain;

import org.jspecify.annotations.Nullable;

/** The store could not be asked, or surely did not do what it was asked. Trying elsewhere is safe. */
public final class StoreUnavailable extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Reason reason, String message) {
        this(reason, message, null);
    }

    public StoreUnavailable(Reason reason, String message, @Nullable Throwable cause) {
        super(reason, message, cause);
    }
}
