package io.twinpath.rest;

import io.twinpath.application.health.Readiness;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** For orchestrators: neither asks the database. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final Readiness readiness;

    HealthResource(Readiness readiness) {
        this.readiness = readiness;
    }

    @GET
    @Path("live")
    public Map<String, String> live() {
        return Map.of("status", "up");
    }

    @GET
    @Path("ready")
    public Response ready() {
        return readiness.ready() ? Response.ok(Map.of("status", "ready")).build() : Problem.NOT_READY.response();
    }
}
