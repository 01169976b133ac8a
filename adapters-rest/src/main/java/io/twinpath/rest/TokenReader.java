package io.twinpath.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every access token must be, whoever signed it (RFC 8725, RFC 9068): small, of a known type, without extensions, signed by
 * a key that was known before the token came, for us, and of this time. Keys that a token brings or names by URL are not looked at.
 */
record TokenReader(int maxCharacters, Set<JOSEObjectType> types, String issuer, String audience, Clock clock) {
    private static final Duration SKEW = Duration.ofSeconds(30);

    /**
     * Reads the claims of a token with which nothing is wrong.
     *
     * @param keys the verifier for a header whose algorithm is right for its key
     */
    Optional<Map<String, Object>> read(String token, Function<JWSHeader, Optional<JWSVerifier>> keys) {
        if (token.length() > maxCharacters || !isCanonical(token)) {
            return Optional.empty();
        }
        try {
            JWSObject jws = JWSObject.parse(token);
            JWSHeader header = jws.getHeader();
            if (header.getType() == null || !types.contains(header.getType()) || header.getCriticalParams() != null) {
                return Optional.empty();
            }
            Optional<JWSVerifier> verifier = keys.apply(header);
            return verifier.isPresent() && jws.verify(verifier.get())
                    ? Optional.ofNullable(jws.getPayload().toJSONObject()).filter(this::isRight)
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** Whether it is spelled in the one way that there is (RFC 7515, appendix C): the library passes over what is none of it. */
    private static boolean isCanonical(String token) {
        for (String part : token.split("\\.", -1)) {
            if (!Base64URL.encode(new Base64URL(part).decode()).toString().equals(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean isRight(Map<String, Object> claims) {
        Instant latest = clock.instant().plus(SKEW);
        Instant earliest = clock.instant().minus(SKEW);
        return issuer.equals(claims.get("iss"))
                && isForUs(claims.get("aud"))
                && claims.get("iat") instanceof Number issued
                && !instant(issued).isAfter(latest)
                && claims.get("exp") instanceof Number expires
                && instant(expires).isAfter(earliest)
                && (!claims.containsKey("nbf")
                        || (claims.get("nbf") instanceof Number notBefore
                                && !instant(notBefore).isAfter(latest)));
    }

    private boolean isForUs(@Nullable Object claim) {
        return audience.equals(claim) || (claim instanceof Collection<?> several && several.contains(audience));
    }

    /** When a token was issued that was read. */
    static Instant issuedAt(Map<String, Object> claims) {
        return claims.get("iat") instanceof Number issued ? instant(issued) : Instant.MAX;
    }

    /** Of a NumericDate (RFC 7519, section 2), which may have a fraction. */
    private static Instant instant(Number seconds) {
        return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }
}
