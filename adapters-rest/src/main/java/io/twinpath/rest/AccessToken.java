package io.twinpath.rest;

import java.time.Duration;

/** A signed token in compact form, for an {@code Authorization: Bearer} header. */
public record AccessToken(String value, Duration lifetime) {
    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
