package io.twinpath.application.access;

/** More work than is taken on at once; nothing was begun, and asking again later is safe. */
public final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the work that was not taken on, in words: {@code password checks} */
    public Overloaded(String what) {
        super("too many " + what, null, false, false);
    }
}
