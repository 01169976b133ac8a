package io.twinpath.bootstrap.status;

/** A management listener that cannot be reached, or is none; the message says which and why. */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String message) {
        super(message, null, false, false);
    }
}
