package io.twinpath.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.application.profile.ProfileService;
import io.twinpath.domain.user.User;
import io.twinpath.domain.write.Write;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
    public CompletionStage<Response> get(@Context ContainerRequestContext request) {
        return threads.answer(
                profiles.knownProfileOf(BearerFilter.callerOf(request)),
                known -> Representation.read(request, known, User::version, ProfileJson::of));
    }

    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public CompletionStage<Response> patch(@Context ContainerRequestContext request, @Nullable JsonNode body) {
        JsonNode patch = FieldReader.required(body);
        Write write = Writes.of(request, IfMatch.of(request).flatMap(IfMatch::version), patch);
        return threads.answer(
                profiles.change(write, ProfileJson.changeOf(FieldReader.ofPatch(patch))), ProfileResource::written);
    }

    private static Response written(User user) {
        return Representation.written(user.version(), ProfileJson.of(user));
    }
}
