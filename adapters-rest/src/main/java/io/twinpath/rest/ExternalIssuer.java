package io.twinpath.rest;

import com.nimbusds.jose.JOSEObjectType;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.UserId;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** Verifies the access tokens of an issuer elsewhere (RFC 9068, and JWTs like it); the user is named by one of their claims. */
public final class ExternalIssuer implements TokenAuthority {
    private static final int MAX_CHARACTERS = 8192;
    private static final Set<JOSEObjectType> TYPES =
            Set.of(new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT);

    private final IssuerKeys keys;
    private final RememberedTokens accepted;
    private final String userClaim;

    /** Begins to fetch the issuer's keys, now and by this timer; it need not be up yet. */
    public ExternalIssuer(IssuerConfig config, ScheduledExecutorService timer, Clock clock) {
        this.keys = new IssuerKeys(config, timer);
        this.userClaim = config.userClaim();
        this.accepted = new RememberedTokens(
                new TokenReader(
                        MAX_CHARACTERS,
                        TYPES,
                        config.issuer().toString(),
                        config.audience(),
                        keys::verifier,
                        this::caller),
                clock);
        keys.start();
    }

    /** Whether keys may be fetched from there: by https, or by http from this machine itself. */
    public static boolean isSafe(URI place) {
        return IssuerMetadata.isSafe(place);
    }

    @Override
    public Optional<Caller> verify(String token) {
        return accepted.verify(token);
    }

    @Override
    public Optional<Caller> recall(String token) {
        return accepted.recall(token);
    }

    private Optional<Caller> caller(Map<String, Object> claims) {
        Object user = claims.get(userClaim);
        if (!(user instanceof String || user instanceof Long || user instanceof Integer)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Caller(UserId.of(user.toString()), TokenReader.issuedAt(claims)));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }
}
