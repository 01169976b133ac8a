package io.twinpath.rest;

import io.twinpath.application.profile.ProfileService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

@Path("/api/v1/profile")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class ProfileResource {
    private final ProfileService profiles;
    private final ResponseThreads threads;

    ProfileResource(ProfileService profiles, ResponseThreads threads) {
        this.profiles = profiles;
        this.threads = threads;
    }

    @GET
    public CompletionStage<ProfileJson> get(@Context ContainerRequestContext request) {
        return threads.answer(profiles.profileOf(BearerFilter.callerOf(request)), ProfileJson::of);
    }
}
