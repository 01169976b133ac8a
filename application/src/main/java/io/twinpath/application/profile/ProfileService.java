package io.twinpath.application.profile;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.application.stale.Known;
import io.twinpath.application.stale.LatestAnswers;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads and writes the caller's profile; one statement both answers and authorises. */
public final class ProfileService {
    private final UserRepository users;
    private final UserWriter writer;
    private final LatestAnswers<User> latest;

    public ProfileService(UserRepository users, UserWriter writer) {
        this(users, writer, LatestAnswers.none());
    }

    /** With the answers that {@link #knownProfileOf} falls back on. */
    public ProfileService(UserRepository users, UserWriter writer, LatestAnswers<User> latest) {
        this.users = users;
        this.writer = writer;
        this.latest = latest;
    }

    /** Fails with {@link AccessDenied} or {@link io.twinpath.domain.StoreUnavailable}. */
    public CompletionStage<User> profileOf(Caller caller) {
        return users.findById(caller.user()).thenApply(found -> admitted(found, caller));
    }

    /** As {@link #profileOf}; while the store is unavailable, the latest that was known, to who was admitted then. */
    public CompletionStage<Known<User>> knownProfileOf(Caller caller) {
        return latest.or(caller.user(), users.findById(caller.user()))
                .thenApply(known -> known.map(found -> admitted(found, caller)));
    }

    private static User admitted(Optional<User> found, Caller caller) {
        return found.filter(row -> row.admission().admits(caller.tokenIssuedAt()))
                .orElseThrow(AccessDenied::new);
    }

    /** Fails with {@link AccessDenied} or as {@link UserWriter#change} does. */
    public CompletionStage<User> change(Write write, UserChange change) {
        return writer.change(write, change).thenApply(changed -> {
            User written = changed.orElseThrow(AccessDenied::new);
            latest.update(written.id(), before -> written);
            return written;
        });
    }
}
