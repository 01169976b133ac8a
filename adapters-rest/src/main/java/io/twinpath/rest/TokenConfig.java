package io.twinpath.rest;

import java.time.Duration;

/**
 * How access tokens are signed and how long they live; it prints without the secret.
 *
 * @param secret of HS256, at least 32 bytes in UTF-8 (RFC 7518, section 3.2)
 */
public record TokenConfig(String secret, Duration lifetime) {
    @Override
    public String toString() {
        return "TokenConfig[lifetime=" + lifetime + "]";
    }
}
