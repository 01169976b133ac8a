package io.twinpath.rest;

/** RFC 6749, section 5.1; {@code expiresIn} in seconds. It prints without the token. */
record TokenJson(String accessToken, String tokenType, long expiresIn) {
    static TokenJson of(AccessToken token) {
        return new TokenJson(token.value(), "Bearer", token.lifetime().toSeconds());
    }

    @Override
    public String toString() {
        return "TokenJson[expiresIn=" + expiresIn + "]";
    }
}
