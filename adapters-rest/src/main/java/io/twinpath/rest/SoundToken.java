package io.twinpath.rest;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import io.twinpath.application.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a token says in which nothing was wrong but perhaps its time: as little as it takes to judge it again without reading it.
 *
 * @param header as much of it as chooses its verifier: algorithm and key id
 * @param verifier that found its signature right
 */
record SoundToken(
        Caller caller, JWSHeader header, JWSVerifier verifier, Instant issued, Instant notBefore, Instant expires) {
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** Empty when claims about time are missing, or are none. */
    static Optional<SoundToken> of(Caller caller, JWSHeader header, JWSVerifier verifier, Map<String, Object> claims) {
        if (!(claims.get("iat") instanceof Number issued
                && claims.get("exp") instanceof Number expires
                && claims.getOrDefault("nbf", issued) instanceof Number notBefore)) {
            return Optional.empty();
        }
        JWSHeader choosing = new JWSHeader.Builder(header.getAlgorithm())
                .keyID(header.getKeyID())
                .build();
        return Optional.of(
                new SoundToken(caller, choosing, verifier, instant(issued), instant(notBefore), instant(expires)));
    }

    /** Whether that very key is still one of those: a key that was read anew is another. */
    boolean isSignedByOneOf(Function<JWSHeader, Optional<JWSVerifier>> keys) {
        return keys.apply(header).filter(each -> each == verifier).isPresent();
    }

    boolean isOf(Instant time) {
        Instant latest = time.plus(SKEW);
        return !issued.isAfter(latest) && !notBefore.isAfter(latest) && expires.isAfter(time.minus(SKEW));
    }

    /** Of a NumericDate (RFC 7519, section 2), which may have a fraction. */
    static Instant instant(Number seconds) {
        return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }
}
