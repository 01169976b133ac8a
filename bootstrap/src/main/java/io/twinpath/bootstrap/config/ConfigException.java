package io.twinpath.bootstrap.config;

/** Configuration that cannot be used; the message names the key, what was wrong and what is accepted, never a secret. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message, null, false, false);
    }
}
