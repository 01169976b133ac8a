package io.twinpath.rest;

/** RFC 6749, section 5.1; {@code expiresIn} in seconds. */
record TokenJson(String accessToken, String tokenType, long expiresIn) {
    static TokenJson of(AccessToken token) {
        return new TokenJson(token.value(), "Bearer", token.lifetime().toSeconds());
    }
}
