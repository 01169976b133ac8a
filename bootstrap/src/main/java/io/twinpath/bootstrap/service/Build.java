package io.twinpath.bootstrap.service;

import java.util.Objects;

/** What is running. */
public final class Build {
    private Build() {}

    /** As the jar's manifest has it. */
    public static String version() {
        return Objects.requireNonNullElse(Build.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
