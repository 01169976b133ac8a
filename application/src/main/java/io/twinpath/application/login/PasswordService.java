package io.twinpath.application.login;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.Fingerprint;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriteId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Changes the caller's password, after which the tokens issued before are refused. */
public final class PasswordService {
    private static final int TRIES = 3;

    private final UserRepository users;
    private final UserWriter writer;
    private final PasswordHasher hasher;
    private final Clock clock;
    private final Consumer<UserId> revoking;

    public PasswordService(UserRepository users, UserWriter writer, PasswordHasher hasher, Clock clock) {
        this(users, writer, hasher, clock, user -> {});
    }

    /**
     * With somebody who must know of refused tokens.
     *
     * @param revoking told of the user before and after the write that refuses them, whatever came of it
     */
    public PasswordService(
            UserRepository users, UserWriter writer, PasswordHasher hasher, Clock clock, Consumer<UserId> revoking) {
        this.revoking = revoking;
        this.users = users;
        this.writer = writer;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * The user with the new password. Fails with {@link InvalidValue} when {@code current} is not the current password, with
     * {@link AccessDenied}, {@link io.twinpath.application.access.Overloaded} or as {@link UserWriter#change} does.
     *
     * @param requestId for the audit trail
     */
    public CompletionStage<User> change(Caller caller, Password current, Password chosen, String requestId) {
        return attempt(caller, current, chosen, requestId, TRIES);
    }

    /** The profile may be written in between, which says nothing about the password: then from the start again. */
    private CompletionStage<User> attempt(
            Caller caller, Password current, Password chosen, String requestId, int tries) {
        return users.findCredentialsById(caller.user())
                .thenCompose(found -> check(caller, current, found))
                .thenCompose(user -> hasher.hash(chosen).thenCompose(hash -> write(caller, user, hash, requestId)))
                .exceptionallyCompose(thrown -> {
                    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                    return failure instanceof VersionConflict && tries > 1
                            ? attempt(caller, current, chosen, requestId, tries - 1)
                            : CompletableFuture.failedStage(failure);
                });
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

    private CompletionStage<User> write(Caller caller, User user, PasswordHash hash, String requestId) {
        Instant validAfter = validAfter(caller);
        WriteId id = WriteId.random();
        // The row of this version has admitted the caller; after the write it admits nobody who came before
        Write write = new Write(
                id, user.id(), validAfter, Optional.of(user.version()), Fingerprint.of(id.toString()), requestId);
        revoking.accept(user.id());
        return writer.change(write, UserChange.of(new UserChange.NewPassword(hash, validAfter)))
                .whenComplete((changed, failure) -> revoking.accept(user.id()))
                .thenApply(changed -> changed.orElseThrow(AccessDenied::new));
    }

    /** Later than each token that was issued, the caller's own too where another machine's clock is ahead. */
    private Instant validAfter(Caller caller) {
        Instant now = clock.instant();
        Instant latest = now.isAfter(caller.tokenIssuedAt()) ? now : caller.tokenIssuedAt();
        return latest.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    }
}
