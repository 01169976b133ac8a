package io.twinpath.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;

/** Which media types a PATCH takes; whoever sends another is told (RFC 5789, section 2.2). */
final class MergePatch implements ContainerResponseFilter {
    /** RFC 7396. */
    static final String MEDIA_TYPE = "application/merge-patch+json";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Problem.UNSUPPORTED_MEDIA_TYPE.status()
                && request.getMethod().equals("PATCH")) {
            response.getHeaders().putSingle("Accept-Patch", MEDIA_TYPE + ", " + MediaType.APPLICATION_JSON);
        }
    }
}
