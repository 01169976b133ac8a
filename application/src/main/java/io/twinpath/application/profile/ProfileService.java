package io.twinpath.application.profile;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
import java.util.concurrent.CompletionStage;

/** Reads and writes the caller's profile; one statement both answers and authorises. */
public final class ProfileService {
    private final UserRepository users;
    private final UserWriter writer;

    public ProfileService(UserRepository users, UserWriter writer) {
        this.users = users;
        this.writer = writer;
    }

    /** Fails with {@link AccessDenied} or {@link io.twinpath.domain.StoreUnavailable}. */
    public CompletionStage<User> profileOf(Caller caller) {
        return users.findById(caller.user())
                .thenApply(found -> found.filter(user -> user.admission().admits(caller.tokenIssuedAt()))
                        .orElseThrow(AccessDenied::new));
    }

    /** Fails with {@link AccessDenied} or as {@link UserWriter#change} does. */
    public CompletionStage<User> change(Write write, UserChange change) {
        return writer.change(write, change).thenApply(changed -> changed.orElseThrow(AccessDenied::new));
    }
}
