package io.twinpath.rest;

import io.twinpath.application.login.LogoutService;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Ends all of the caller's tokens; there is nothing to say but who, so a body is ignored. */
@Path("/api/v1/auth/logout")
@Authenticated
public final class LogoutResource {
    private final LogoutService logouts;
    private final ResponseThreads threads;

    LogoutResource(LogoutService logouts, ResponseThreads threads) {
        this.logouts = logouts;
        this.threads = threads;
    }

    @POST
    public CompletionStage<Response> logOut(@Context ContainerRequestContext request) {
        return threads.answer(
                logouts.logOut(BearerFilter.callerOf(request), RequestIds.of(request)),
                user -> Response.noContent().build());
    }
}
