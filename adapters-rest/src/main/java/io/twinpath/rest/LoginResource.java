package io.twinpath.rest;

import io.twinpath.application.login.LoginAttempt;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.Password;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/auth/login")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class LoginResource {
    /**
     * It prints without the password.
     *
     * @param login a username or an e-mail address
     */
    record LoginJson(String login, String password) {
        @Override
        public String toString() {
            return "LoginJson[login=" + login + "]";
        }
    }

    private final LoginService logins;
    private final AccessTokens tokens;
    private final ResponseThreads threads;

    LoginResource(LoginService logins, AccessTokens tokens, ResponseThreads threads) {
        this.logins = logins;
        this.tokens = tokens;
        this.threads = threads;
    }

    @POST
    public CompletionStage<TokenJson> logIn(@Context ContainerRequestContext request, @Nullable LoginJson body) {
        if (body == null) {
            throw new BadRequestException();
        }
        LoginAttempt attempt = new LoginAttempt(
                body.login(), new Password(body.password()), ClientAddress.of(request), RequestIds.of(request));
        return threads.answer(logins.logIn(attempt), user -> TokenJson.of(tokens.issue(user)));
    }
}
