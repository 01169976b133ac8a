package io.twinpath.domain;

/** Another user already has this username or e-mail address. */
public final class AlreadyTaken extends DomainException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field {@code username} or {@code email} */
    public AlreadyTaken(String field) {
        super(Kind.ALREADY_TAKEN, field + " is already taken");
        this.field = field;
    }

    public String field() {
        return field;
    }
}
