package io.twinpath.rest;

/** A write without {@code If-Match} where one is needed (RFC 6585, section 3). */
final class PreconditionRequired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PreconditionRequired() {
        super("a precondition is required", null, false, false);
    }
}
