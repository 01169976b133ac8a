package io.twinpath.domain;

/** A broken rule of the domain: an answer, not an outage. It neither falls back nor counts against a data path. */
public abstract sealed class DomainException extends RuntimeException
        permits AlreadyTaken, InvalidValue, NotFound, TooManyWrites, VersionConflict, WriteIdReused {
    private static final long serialVersionUID = 1L;

    /** Every kind of broken rule, so that a mapping to a status or an exit code is an exhaustive switch. */
    public enum Kind {
        INVALID_VALUE,
        ALREADY_TAKEN,
        NOT_FOUND,
        VERSION_CONFLICT,
        WRITE_ID_REUSED,
        TOO_MANY_WRITES
    }

    private final Kind kind;

    DomainException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public final Kind kind() {
        return kind;
    }
}
