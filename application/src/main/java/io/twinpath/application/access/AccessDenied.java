package io.twinpath.application.access;

/** The caller is not let in. It never says why: unknown, deactivated and wrong password look alike from outside. */
public final class AccessDenied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccessDenied() {
        super("access denied", null, false, false);
    }
}
