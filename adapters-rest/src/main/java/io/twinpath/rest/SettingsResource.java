package io.twinpath.rest;

import io.twinpath.application.settings.SettingsService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

@Path("/api/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class SettingsResource {
    private final SettingsService settings;
    private final ResponseThreads threads;

    SettingsResource(SettingsService settings, ResponseThreads threads) {
        this.settings = settings;
        this.threads = threads;
    }

    @GET
    public CompletionStage<SettingsJson> get(@Context ContainerRequestContext request) {
        return threads.answer(settings.settingsOf(BearerFilter.callerOf(request)), SettingsJson::of);
    }
}
