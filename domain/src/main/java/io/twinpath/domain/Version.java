package io.twinpath.domain;

/** How often a row was written: 1 when created, one more with each change. */
public record Version(long value) {
    public static final Version FIRST = new Version(1);

    public Version {
        if (value < 1) {
            throw new InvalidValue("version", "must be 1 or more");
        }
    }
}
