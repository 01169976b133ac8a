package io.twinpath.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The keys by which others verify our tokens (RFC 7517, RFC 8615). */
@Path("/.well-known/jwks.json")
public final class PublicKeysResource {
    private final AccessTokens tokens;

    PublicKeysResource(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    public Response get() {
        return Response.ok(tokens.publicKeys(), "application/jwk-set+json")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
