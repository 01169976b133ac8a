package io.twinpath.rest;

import io.twinpath.application.health.DatabaseHealth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Which path is in use, for everyone; only where the operator wants it. */
@Path("/api/v1/health/database")
@Produces(MediaType.APPLICATION_JSON)
public final class PublicHealthResource {
    private final DatabaseHealth health;

    PublicHealthResource(DatabaseHealth health) {
        this.health = health;
    }

    @GET
    public DatabaseHealthJson get() {
        return DatabaseHealthJson.redacted(health.report());
    }
}
