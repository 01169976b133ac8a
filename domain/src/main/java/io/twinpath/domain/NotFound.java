package io.twinpath.domain;

/** What was named to be changed is not there. Reads answer an empty {@code Optional} instead. */
public final class NotFound extends DomainException {
    private static final long serialVersionUID = 1L;

    /** @param what the thing in words: {@code user ann} */
    public NotFound(String what) {
        super(Kind.NOT_FOUND, "no " + what);
    }
}
