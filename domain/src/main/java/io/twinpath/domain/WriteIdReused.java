package io.twinpath.domain;

/** The id of a write that was already made is used for another one. */
public final class WriteIdReused extends DomainException {
    private static final long serialVersionUID = 1L;

    public WriteIdReused() {
        super(Kind.WRITE_ID_REUSED, "this write id belongs to another write");
    }
}
