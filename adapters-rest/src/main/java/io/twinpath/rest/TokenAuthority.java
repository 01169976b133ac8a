package io.twinpath.rest;

import io.twinpath.application.access.Caller;
import java.util.Optional;

/** Whose access tokens are accepted: our own, or those of an issuer elsewhere. */
public sealed interface TokenAuthority permits AccessTokens, ExternalIssuer {
    /** Empty when anything is wrong with the token; it never says what. Fails with {@link Refusal} when that cannot be told now. */
    Optional<Caller> verify(String token);

    /** Of a token that was verified before and is still good, without computing for a signature; else empty. */
    Optional<Caller> recall(String token);
}
