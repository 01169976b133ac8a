package io.twinpath.application.access;

import java.time.Duration;

/** Too many wrong passwords have come; nothing was looked at, and who is told so learns nothing of the account. */
public final class TooManyLogins extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /** @param wait after which another attempt is looked at */
    public TooManyLogins(Duration wait) {
        super("too many log-ins failed", null, false, false);
        this.wait = wait;
    }

    public Duration retryAfter() {
        return wait;
    }
}
