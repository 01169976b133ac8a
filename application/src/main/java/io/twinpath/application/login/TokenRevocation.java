package io.twinpath.application.login;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
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
import java.util.function.Function;
import java.util.function.Supplier;

/** The write after which the tokens that a user was given before are refused. */
public final class TokenRevocation {
    private static final int TRIES = 3;

    private final UserWriter writer;
    private final Clock clock;
    private final Consumer<UserId> revoking;

    /**
     * What is to be written.
     *
     * @param row which has admitted the caller
     * @param change by the moment from which tokens are valid
     */
    record Revocation(User row, Function<Instant, UserChange> change) {}

    public TokenRevocation(UserWriter writer, Clock clock) {
        this(writer, clock, user -> {});
    }

    /**
     * With somebody who must know of refused tokens.
     *
     * @param revoking told of the user before and after the write that refuses them, whatever came of it
     */
    public TokenRevocation(UserWriter writer, Clock clock, Consumer<UserId> revoking) {
        this.writer = writer;
        this.clock = clock;
        this.revoking = revoking;
    }

    /**
     * Fails with {@link AccessDenied} or as {@link UserWriter#change} does.
     *
     * @param wanted is asked again when the row was written in between
     */
    CompletionStage<User> revoke(Caller caller, String requestId, Supplier<CompletionStage<Revocation>> wanted) {
        return attempt(caller, requestId, wanted, TRIES);
    }

    private CompletionStage<User> attempt(
            Caller caller, String requestId, Supplier<CompletionStage<Revocation>> wanted, int tries) {
        return wanted.get()
                .thenCompose(revocation -> write(caller, requestId, revocation))
                .exceptionallyCompose(thrown -> {
                    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                    return failure instanceof VersionConflict && tries > 1
                            ? attempt(caller, requestId, wanted, tries - 1)
                            : CompletableFuture.failedStage(failure);
                });
    }

    private CompletionStage<User> write(Caller caller, String requestId, Revocation revocation) {
        User row = revocation.row();
        Instant validAfter = validAfter(caller);
        WriteId id = WriteId.random();
        // The row of this version has admitted the caller; after the write it admits nobody who came before
        Write write = new Write(
                id, row.id(), validAfter, Optional.of(row.version()), Fingerprint.of(id.toString()), requestId);
        revoking.accept(row.id());
        return writer.change(write, revocation.change().apply(validAfter))
                .whenComplete((changed, failure) -> revoking.accept(row.id()))
                .thenApply(changed -> changed.orElseThrow(AccessDenied::new));
    }

    /** Later than each token that was issued, the caller's own too where another machine's clock is ahead. */
    private Instant validAfter(Caller caller) {
        Instant now = clock.instant();
        Instant latest = now.isAfter(caller.tokenIssuedAt()) ? now : caller.tokenIssuedAt();
        return latest.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    }
}
