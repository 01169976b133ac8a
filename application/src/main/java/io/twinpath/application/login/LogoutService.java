package io.twinpath.application.login;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserChange;
import java.util.concurrent.CompletionStage;

/** Ends all tokens of the caller, theirs included. */
public final class LogoutService {
    private final UserRepository users;
    private final TokenRevocation revocation;

    public LogoutService(UserRepository users, TokenRevocation revocation) {
        this.users = users;
        this.revocation = revocation;
    }

    /**
     * The user, whose tokens so far are refused from now on. Fails with {@link AccessDenied} or as
     * {@link io.twinpath.domain.write.UserWriter#change} does.
     *
     * @param requestId for the audit trail
     */
    public CompletionStage<User> logOut(Caller caller, String requestId) {
        return revocation.revoke(
                caller,
                requestId,
                () -> users.findById(caller.user())
                        .thenApply(
                                found -> found.filter(user -> user.admission().admits(caller.tokenIssuedAt()))
                                        .orElseThrow(AccessDenied::new))
                        .thenApply(user -> new TokenRevocation.Revocation(user, UserChange::ofTokens)));
    }
}
