package io.twinpath.application.login;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.application.login.TokenRevocation.Revocation;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserChange;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Changes the caller's password, after which the tokens issued before are refused. */
public final class PasswordService {
    private final UserRepository users;
    private final TokenRevocation revocation;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;

    public PasswordService(
            UserRepository users, TokenRevocation revocation, PasswordHasher hasher, LoginThrottle throttle) {
        this.users = users;
        this.revocation = revocation;
        this.hasher = hasher;
        this.throttle = throttle;
    }

    /**
     * The user with the new password. Fails with {@link InvalidValue} when {@code current} is not the current password, with
     * {@link AccessDenied}, {@link io.twinpath.application.access.TooManyLogins},
     * {@link io.twinpath.application.access.Overloaded} or as {@link io.twinpath.domain.write.UserWriter#change} does.
     *
     * @param requestId for the audit trail
     */
    public CompletionStage<User> change(Caller caller, Password current, Password chosen, String requestId) {
        // A profile that is written in between says nothing of the password: then all of it again
        return throttle.changePassword(
                caller.user(),
                () -> revocation.revoke(
                        caller,
                        requestId,
                        () -> users.findCredentialsById(caller.user())
                                .thenCompose(found -> check(caller, current, found))
                                .thenCompose(user -> replace(user, chosen))));
    }

    private CompletionStage<User> check(Caller caller, Password current, Optional<Credentials> found) {
        Credentials credentials = found.filter(each -> each.user().admission().admits(caller.tokenIssuedAt()))
                .orElseThrow(AccessDenied::new);
        return hasher.matches(current, credentials.passwordHash()).thenApply(matches -> {
            if (!matches) {
                throw new InvalidValue("current_password", "is not the current password");
            }
            return credentials.user();
        });
    }

    private CompletionStage<Revocation> replace(User user, Password chosen) {
        return hasher.hash(chosen)
                .thenApply(hash -> new Revocation(user, validAfter -> UserChange.ofPassword(hash, validAfter)));
    }
}
