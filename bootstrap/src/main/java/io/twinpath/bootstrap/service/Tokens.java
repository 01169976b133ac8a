package io.twinpath.bootstrap.service;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.TokenConfig;
import java.time.Clock;

/** Access tokens as configured. */
public final class Tokens {
    private Tokens() {}

    public static AccessTokens of(Configuration configuration) {
        TokenConfig config =
                new TokenConfig(configuration.text(Key.TOKEN_SECRET), configuration.duration(Key.TOKEN_LIFETIME));
        try {
            return new AccessTokens(config, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Key.TOKEN_SECRET.variable() + " must have at least 32 bytes; make one with:"
                    + " openssl rand -base64 48");
        }
    }
}
