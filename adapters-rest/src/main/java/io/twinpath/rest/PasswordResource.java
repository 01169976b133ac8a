package io.twinpath.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.application.login.Password;
import io.twinpath.application.login.PasswordService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Changes the caller's password and gives a token in place of theirs, which is refused from then on. */
@Path("/api/v1/auth/password")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class PasswordResource {
    private final PasswordService passwords;
    private final AccessTokens tokens;
    private final ResponseThreads threads;

    PasswordResource(PasswordService passwords, AccessTokens tokens, ResponseThreads threads) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.threads = threads;
    }

    @POST
    public CompletionStage<TokenJson> change(@Context ContainerRequestContext request, @Nullable JsonNode body) {
        FieldReader fields = FieldReader.ofDocument(FieldReader.required(body));
        Password current = fields.text("current_password", Password::new);
        Password chosen = fields.text("new_password", Password::chosen);
        fields.end(Set.of());
        return threads.answer(
                passwords.change(
                        BearerFilter.callerOf(request),
                        Objects.requireNonNull(current),
                        Objects.requireNonNull(chosen),
                        RequestIds.of(request)),
                user -> TokenJson.of(tokens.issue(user)));
    }
}
