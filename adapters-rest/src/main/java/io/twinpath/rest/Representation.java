package io.twinpath.rest;

import io.twinpath.domain.Version;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;

/** What is given of a resource, with a strong entity tag made of its version. */
final class Representation {
    private Representation() {}

    static EntityTag tagOf(Version version) {
        return new EntityTag(Long.toString(version.value()));
    }

    /** The answer to a read: 304 and no body when the caller has this version. */
    static Response read(ContainerRequestContext request, Version version, Object json) {
        Response.ResponseBuilder unchanged = request.getRequest().evaluatePreconditions(tagOf(version));
        return unchanged == null ? written(version, json) : unchanged.build();
    }

    /** The answer to a write. */
    static Response written(Version version, Object json) {
        return Response.ok(json).tag(tagOf(version)).build();
    }
}
