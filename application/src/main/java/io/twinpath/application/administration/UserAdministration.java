package io.twinpath.application.administration;

import io.twinpath.application.login.Password;
import io.twinpath.application.login.PasswordHasher;
import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.NewUser;
import io.twinpath.domain.user.Role;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserDirectory;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.Username;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the command line does with users; failures are those of {@link UserDirectory}. */
public final class UserAdministration {
    private final UserDirectory directory;
    private final PasswordHasher hasher;
    private final Clock clock;

    public UserAdministration(UserDirectory directory, PasswordHasher hasher, Clock clock) {
        this.directory = directory;
        this.hasher = hasher;
        this.clock = clock;
    }

    public CompletionStage<User> add(Username username, Email email, FullName fullName, Role role, Password password) {
        return hasher.hash(password)
                .thenCompose(hash -> directory.add(new NewUser(username, email, fullName, role, hash)));
    }

    public CompletionStage<List<User>> list(Optional<UserId> after, int limit) {
        return directory.list(after, limit);
    }

    public CompletionStage<User> deactivate(Username username) {
        return directory.deactivate(username);
    }

    /** Tokens issued before this moment, to the millisecond as they carry it, are refused from then on. */
    public CompletionStage<User> setPassword(Username username, Password password) {
        return hasher.hash(password)
                .thenCompose(hash ->
                        directory.setPassword(username, hash, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
