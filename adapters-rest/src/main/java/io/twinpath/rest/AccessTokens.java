package io.twinpath.rest;

import io.twinpath.application.access.Caller;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Issues and verifies access tokens: JWTs (RFC 7519) of type {@code at+jwt} (RFC 9068) signed with ES256 or HS256. Times carry
 * milliseconds, for a token is compared with the moment from which a user's tokens are valid.
 */
public final class AccessTokens implements TokenAuthority {
    private static final String ISSUER = "twinpath";
    private static final int MAX_CHARACTERS = 4096;

    private final Supplier<KeyRing> keys;
    private final String audience;
    private final Duration lifetime;
    private final Clock clock;
    private final RememberedTokens accepted;

    public AccessTokens(KeyRing keys, TokenConfig config, Clock clock) {
        this(() -> keys, config, clock);
    }

    /** @param keys as they are at the time; they may change between one token and the next */
    public AccessTokens(Supplier<KeyRing> keys, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.audience = config.audience();
        this.lifetime = config.lifetime();
        this.clock = clock;
        this.accepted = new RememberedTokens(
                new TokenReader(
                        MAX_CHARACTERS,
                        Set.of(KeyRing.TYPE),
                        ISSUER,
                        audience,
                        header -> keys.get().verifier(header),
                        AccessTokens::caller),
                clock);
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
        String token = keys.get()
                .sign(Map.of(
                        "iss", ISSUER,
                        "aud", audience,
                        "sub", user.toString(),
                        "iat", BigDecimal.valueOf(issued.toEpochMilli(), 3),
                        "nbf", issued.getEpochSecond(),
                        "exp", issued.plus(lifetime).getEpochSecond(),
                        "jti", UUID.randomUUID().toString()));
        return new AccessToken(token, lifetime);
    }

    @Override
    public Optional<Caller> verify(String token) {
        return accepted.verify(token);
    }

    @Override
    public Optional<Caller> recall(String token) {
        return accepted.recall(token);
    }

    /** Whom our own claims name. */
    static Optional<Caller> caller(Map<String, Object> claims) {
        try {
            return claims.containsKey("nbf") && claims.get("sub") instanceof String subject
                    ? Optional.of(new Caller(UserId.of(subject), TokenReader.issuedAt(claims)))
                    : Optional.empty();
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    /** For others to verify our tokens by: a JWK set, empty with HS256. */
    String publicKeys() {
        return keys.get().publicKeys();
    }
}
