package io.twinpath.domain;

/** What was to be changed is no longer what the caller had seen. Versions only grow, so this stays true. */
public final class VersionConflict extends DomainException {
    private static final long serialVersionUID = 1L;

    private final long current;

    /** Names the version there is instead. */
    public VersionConflict(Version current) {
        super(Kind.VERSION_CONFLICT, "the version is now " + current.value());
        this.current = current.value();
    }

    public Version current() {
        return new Version(current);
    }
}
