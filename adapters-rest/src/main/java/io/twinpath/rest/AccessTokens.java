package io.twinpath.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies access tokens: JWTs (RFC 7519) of type {@code at+jwt} (RFC 9068) signed with HS256. Times carry
 * milliseconds, for a token is compared with the moment from which a user's tokens are valid.
 */
public final class AccessTokens {
    private static final String ISSUER = "twinpath";
    private static final String AUDIENCE = "twinpath-api";
    private static final int MAX_CHARACTERS = 4096;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("at+jwt"))
            .build();

    private final Duration lifetime;
    private final Clock clock;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    /** Fails with {@link IllegalArgumentException} when the secret is too short. */
    public AccessTokens(TokenConfig config, Clock clock) {
        byte[] secret = config.secret().getBytes(StandardCharsets.UTF_8);
        try {
            this.signer = new MACSigner(secret);
            this.verifier = new MACVerifier(secret);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the token secret must have at least 32 bytes", e);
        }
        this.lifetime = config.lifetime();
        this.clock = clock;
    }

    public AccessToken issue(UserId user) {
        return issue(user, clock.instant());
    }

    /** Issued at the moment from which the user's tokens are valid, where another clock has put that ahead of this one. */
    AccessToken issue(User user) {
        Instant now = clock.instant();
        Instant validAfter = user.admission().tokensValidAfter();
        return issue(user.id(), now.isBefore(validAfter) ? validAfter : now);
    }

    private AccessToken issue(UserId user, Instant issued) {
        JWSObject token = new JWSObject(
                HEADER,
                new Payload(Map.of(
                        "iss", ISSUER,
                        "aud", AUDIENCE,
                        "sub", user.toString(),
                        "iat", BigDecimal.valueOf(issued.toEpochMilli(), 3),
                        "nbf", issued.getEpochSecond(),
                        "exp", issued.plus(lifetime).getEpochSecond(),
                        "jti", UUID.randomUUID().toString())));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new AccessToken(token.serialize(), lifetime);
    }

    /** Empty when anything is wrong with the token; it never says what. */
    Optional<Caller> verify(String token) {
        if (token.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            JWSObject jws = JWSObject.parse(token);
            return HEADER.getAlgorithm().equals(jws.getHeader().getAlgorithm())
                            && HEADER.getType().equals(jws.getHeader().getType())
                            && jws.verify(verifier)
                    ? caller(jws.getPayload().toJSONObject())
                    : Optional.empty();
        } catch (ParseException | JOSEException | InvalidValue e) {
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(@Nullable Map<String, Object> claims) {
        if (claims == null
                || !ISSUER.equals(claims.get("iss"))
                || !isForUs(claims.get("aud"))
                || !(claims.get("sub") instanceof String subject)
                || !(claims.get("iat") instanceof Number issued)
                || !(claims.get("nbf") instanceof Number notBefore)
                || !(claims.get("exp") instanceof Number expires)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean current = !instant(issued).isAfter(now.plus(SKEW))
                && !instant(notBefore).isAfter(now.plus(SKEW))
                && instant(expires).isAfter(now.minus(SKEW));
        return current ? Optional.of(new Caller(UserId.of(subject), instant(issued))) : Optional.empty();
    }

    private static boolean isForUs(@Nullable Object audience) {
        return AUDIENCE.equals(audience) || (audience instanceof Collection<?> several && several.contains(AUDIENCE));
    }

    /** Of a NumericDate (RFC 7519, section 2), which may have a fraction. */
    private static Instant instant(Number seconds) {
        return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }
}
