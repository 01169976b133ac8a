package io.twinpath.domain;

/** More writes of one user than are remembered; the oldest are forgotten a day after they were made. */
public final class TooManyWrites extends DomainException {
    private static final long serialVersionUID = 1L;

    public TooManyWrites() {
        super(Kind.TOO_MANY_WRITES, "no more writes of one user are taken for now");
    }
}
