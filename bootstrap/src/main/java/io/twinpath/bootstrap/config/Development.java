package io.twinpath.bootstrap.config;

/** What is known to everyone and so good for development alone. */
public final class Development {
    public static final String PASSWORD = "twinpath-demo";

    private Development() {}
}
