package io.twinpath.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.application.settings.SettingsService;
import io.twinpath.domain.Version;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
    public CompletionStage<Response> get(@Context ContainerRequestContext request) {
        return threads.answer(
                settings.knownSettingsOf(BearerFilter.callerOf(request)),
                known -> Representation.read(request, known, UserSettings::version, SettingsJson::of));
    }

    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public CompletionStage<Response> patch(@Context ContainerRequestContext request, @Nullable JsonNode body) {
        JsonNode patch = FieldReader.required(body);
        return write(
                request,
                IfMatch.of(request).flatMap(IfMatch::version),
                patch,
                SettingsJson.changeOf(FieldReader.ofPatch(patch)));
    }

    /** Needs {@code If-Match}: whoever replaces the whole must have seen it. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> put(@Context ContainerRequestContext request, @Nullable JsonNode body) {
        JsonNode document = FieldReader.required(body);
        IfMatch condition =
                IfMatch.of(request).orElseThrow(() -> new Refusal(Problem.PRECONDITION_REQUIRED, List.of()));
        return write(request, condition.version(), document, SettingsJson.changeOf(FieldReader.ofDocument(document)));
    }

    private CompletionStage<Response> write(
            ContainerRequestContext request, Optional<Version> base, JsonNode body, SettingsChange change) {
        return threads.answer(
                settings.change(Writes.of(request, base, body), change),
                written -> Representation.written(written.version(), SettingsJson.of(written)));
    }
}
