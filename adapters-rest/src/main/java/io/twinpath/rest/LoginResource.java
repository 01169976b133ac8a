package io.twinpath.rest;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.Password;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.LoginName;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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
    public CompletionStage<TokenJson> logIn(@Nullable LoginJson body) {
        if (body == null) {
            throw new BadRequestException();
        }
        Password password = new Password(body.password());
        return threads.answer(
                logins.logIn(loginName(body.login()), password), user -> TokenJson.of(tokens.issue(user)));
    }

    /** What can be nobody's name is answered like a name that is nobody's. */
    private static LoginName loginName(String raw) {
        try {
            return LoginName.of(raw);
        } catch (InvalidValue e) {
            throw new AccessDenied();
        }
    }
}
