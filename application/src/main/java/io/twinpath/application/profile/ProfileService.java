package io.twinpath.application.profile;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import java.util.concurrent.CompletionStage;

/** Reads the caller's profile; one statement both answers and authorises. */
public final class ProfileService {
    private final UserRepository users;

    public ProfileService(UserRepository users) {
        this.users = users;
    }

    /** Fails with {@link AccessDenied} or {@link io.twinpath.domain.StoreUnavailable}. */
    public CompletionStage<User> profileOf(Caller caller) {
        return users.findById(caller.user())
                .thenApply(found -> found.filter(user -> user.admission().admits(caller.tokenIssuedAt()))
                        .orElseThrow(AccessDenied::new));
    }
}
