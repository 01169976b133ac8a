package io.twinpath.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The keys by which others verify our tokens (RFC 7517, RFC 8615). */
@Path("/.well-known/jwks.json")
@Produces({"application/jwk-set+json", MediaType.APPLICATION_JSON})
public final class PublicKeysResource {
    private final AccessTokens tokens;

    PublicKeysResource(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    public Response get() {
        return Response.ok(tokens.publicKeys())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
