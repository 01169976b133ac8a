package io.twinpath.application.login;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserWriter;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Checks a password. What can be nobody's name, an unknown name, a wrong password and a deactivated user are one answer in one
 * time: after one statement and one hash each.
 */
public final class LoginService {
    private static final UserId NOBODY = new UserId(Long.MAX_VALUE);

    private final UserRepository users;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;
    private final PasswordUpgrade upgrade;

    public LoginService(UserRepository users, UserWriter writer, PasswordHasher hasher, LoginThrottle throttle) {
        this.users = users;
        this.hasher = hasher;
        this.throttle = throttle;
        this.upgrade = new PasswordUpgrade(writer, hasher);
    }

    /**
     * Fails with {@link AccessDenied}, {@link io.twinpath.application.access.TooManyLogins},
     * {@link io.twinpath.application.access.Overloaded} or {@link io.twinpath.domain.StoreUnavailable}.
     */
    public CompletionStage<User> logIn(LoginAttempt attempt) {
        return throttle.logIn(
                attempt.account(),
                attempt.from(),
                () -> find(attempt.name()).thenCompose(found -> check(found, attempt)));
    }

    private CompletionStage<Optional<Credentials>> find(String name) {
        try {
            return users.findCredentials(LoginName.of(name));
        } catch (InvalidValue e) {
            return users.findCredentialsById(NOBODY);
        }
    }

    private CompletionStage<User> check(Optional<Credentials> found, LoginAttempt attempt) {
        PasswordHash hash = found.map(Credentials::passwordHash).orElseGet(hasher::unmatchable);
        return hasher.matches(attempt.password(), hash).thenApply(matches -> {
            Credentials admitted = found.filter(
                            each -> matches && each.user().admission().active())
                    .orElseThrow(AccessDenied::new);
            upgrade.begin(admitted, attempt.password(), attempt.requestId());
            return admitted.user();
        });
    }
}
