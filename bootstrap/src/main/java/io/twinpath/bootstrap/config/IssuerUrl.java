package io.twinpath.bootstrap.config;

import io.twinpath.rest.ExternalIssuer;
import java.net.URI;

/** The URL of {@link Key#TOKEN_ISSUER} (OpenID Connect Discovery, section 3). */
public final class IssuerUrl {
    private IssuerUrl() {}

    /** Fails with {@link ConfigException}. */
    public static URI of(Configuration configuration) {
        try {
            URI url = URI.create(configuration.text(Key.TOKEN_ISSUER));
            if (ExternalIssuer.isSafe(url)
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // refused below, unseen: there may be a password in it
        }
        throw new ConfigException(
                Key.TOKEN_ISSUER.variable() + " must be a URL as https://login.example.org/realm, without"
                        + " user, query and fragment; http only for this machine itself");
    }
}
