package io.twinpath.bootstrap.config;

/** What is known to everyone and so good for development alone; {@code serve} refuses it. */
public final class Development {
    public static final String TOKEN_SECRET = "twinpath-development-secret-known-to-everyone";
    public static final String PASSWORD = "twinpath-demo";

    private Development() {}
}
