package io.twinpath.application.login;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Checks a password; an unknown name, a wrong password and a deactivated user are one answer in one time. */
public final class LoginService {
    private final UserRepository users;
    private final PasswordHasher hasher;

    public LoginService(UserRepository users, PasswordHasher hasher) {
        this.users = users;
        this.hasher = hasher;
    }

    /**
     * Fails with {@link AccessDenied}, {@link io.twinpath.application.access.Overloaded} or
     * {@link io.twinpath.domain.StoreUnavailable}.
     */
    public CompletionStage<User> logIn(LoginName name, Password password) {
        return users.findCredentials(name).thenCompose(found -> check(found, password));
    }

    private CompletionStage<User> check(Optional<Credentials> found, Password password) {
        PasswordHash hash = found.map(Credentials::passwordHash).orElseGet(hasher::unmatchable);
        return hasher.matches(password, hash)
                .thenApply(matches -> found.map(Credentials::user)
                        .filter(user -> matches && user.admission().active())
                        .orElseThrow(AccessDenied::new));
    }
}
