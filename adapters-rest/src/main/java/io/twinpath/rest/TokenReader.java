package io.twinpath.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.twinpath.application.access.Caller;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What every access token must be, whoever signed it (RFC 8725, RFC 9068): small, of a known type, without extensions, signed by
 * a key that was known before the token came, and for us; its time is not judged here. Keys that a token brings or names by URL
 * are not looked at.
 *
 * @param keys the verifier for a header whose algorithm is right for its key
 * @param callers whom claims name, where they do
 */
record TokenReader(
        int maxCharacters,
        Set<JOSEObjectType> types,
        String issuer,
        String audience,
        Function<JWSHeader, Optional<JWSVerifier>> keys,
        Function<Map<String, Object>, Optional<Caller>> callers) {
    Optional<SoundToken> read(String token) {
        if (isTooLong(token) || !isCanonical(token)) {
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
                    ? Optional.ofNullable(jws.getPayload().toJSONObject())
                            .filter(this::isForUs)
                            .flatMap(claims -> callers.apply(claims)
                                    .flatMap(caller -> SoundToken.of(caller, header, verifier.get(), claims)))
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    boolean isTooLong(String token) {
        return token.length() > maxCharacters;
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

    private boolean isForUs(Map<String, Object> claims) {
        Object named = claims.get("aud");
        return issuer.equals(claims.get("iss"))
                && (audience.equals(named) || (named instanceof Collection<?> several && several.contains(audience)));
    }

    /** When a token was issued that says so. */
    static Instant issuedAt(Map<String, Object> claims) {
        return claims.get("iat") instanceof Number issued ? SoundToken.instant(issued) : Instant.MAX;
    }
}
