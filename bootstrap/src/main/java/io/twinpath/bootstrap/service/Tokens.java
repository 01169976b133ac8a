package io.twinpath.bootstrap.service;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.FilePath;
import io.twinpath.bootstrap.config.IssuerUrl;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.config.TokenKeyFolder;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.ExternalIssuer;
import io.twinpath.rest.IssuerConfig;
import io.twinpath.rest.KeyRing;
import io.twinpath.rest.TokenAuthority;
import io.twinpath.rest.TokenConfig;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Access tokens as configured. */
public final class Tokens {
    private static final List<Key> KINDS = List.of(Key.TOKEN_KEYS, Key.TOKEN_SECRET, Key.TOKEN_ISSUER);

    private Tokens() {}

    /** Our own, with the keys as they are now. */
    public static AccessTokens own(Configuration configuration) {
        return own(configuration, new TokenKeys(folder(configuration)));
    }

    /** @param background for what may have to wait: files and the network */
    static TokenAuthority of(Configuration configuration, ScheduledExecutorService background) {
        return switch (kind(configuration)) {
            case TOKEN_KEYS -> own(configuration, new TokenKeys(folder(configuration)).watchedOn(background));
            case TOKEN_SECRET -> {
                KeyRing secret = secret(configuration);
                yield own(configuration, () -> secret);
            }
            default ->
                new ExternalIssuer(
                        new IssuerConfig(
                                IssuerUrl.of(configuration),
                                configuration.text(Key.TOKEN_AUDIENCE),
                                configuration.text(Key.TOKEN_USER_CLAIM),
                                IssuerConfig.Pace.DEFAULT),
                        background,
                        Clock.systemUTC());
        };
    }

    private static Key kind(Configuration configuration) {
        List<Key> set = KINDS.stream()
                .filter(key -> configuration.find(key).isPresent())
                .toList();
        if (set.size() == 1) {
            return set.get(0);
        }
        throw new ConfigException(
                (set.isEmpty() ? "none of " + names(KINDS.stream()) + " is set" : names(set.stream()) + " are set")
                        + "; set exactly one. A key is made by: twinpath key new FOLDER, and then "
                        + Key.TOKEN_KEYS.variable()
                        + "=FOLDER");
    }

    private static String names(Stream<Key> keys) {
        return keys.map(Key::variable).collect(Collectors.joining(", "));
    }

    private static AccessTokens own(Configuration configuration, Supplier<KeyRing> keys) {
        return new AccessTokens(
                keys,
                new TokenConfig(configuration.text(Key.TOKEN_AUDIENCE), configuration.duration(Key.TOKEN_LIFETIME)),
                Clock.systemUTC());
    }

    private static TokenKeyFolder folder(Configuration configuration) {
        return new TokenKeyFolder(FilePath.of(Key.TOKEN_KEYS.variable(), configuration.text(Key.TOKEN_KEYS)));
    }

    private static KeyRing secret(Configuration configuration) {
        try {
            return KeyRing.of(configuration.text(Key.TOKEN_SECRET));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Key.TOKEN_SECRET.variable() + " must have at least 32 bytes; make one with:"
                    + " openssl rand -base64 48");
        }
    }
}
