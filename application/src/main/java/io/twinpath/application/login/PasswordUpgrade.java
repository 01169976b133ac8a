package io.twinpath.application.login;

import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.write.Fingerprint;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriteId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the hash of a password that is known at the moment up to today's cost; nobody waits for it. */
final class PasswordUpgrade {
    private static final Logger log = LoggerFactory.getLogger(PasswordUpgrade.class);

    private final UserWriter writer;
    private final PasswordHasher hasher;

    PasswordUpgrade(UserWriter writer, PasswordHasher hasher) {
        this.writer = writer;
        this.hasher = hasher;
    }

    /** @param password which the hash was found to match */
    void begin(Credentials checked, Password password, String requestId) {
        hasher.upgrade(password, checked.passwordHash())
                .thenCompose(better -> better.map(hash -> write(checked.user(), hash, requestId))
                        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())))
                .exceptionally(thrown -> {
                    Throwable failure = thrown instanceof CompletionException && thrown.getCause() != null
                            ? thrown.getCause()
                            : thrown;
                    if (!(failure instanceof VersionConflict)) { // the next log-in sees what is there by then
                        log.atWarn()
                                .addKeyValue("user_id", checked.user().id().value())
                                .addKeyValue("request_id", requestId)
                                .log("A password hash stays weak until the next log-in: {}", failure.getMessage());
                    }
                    return Optional.empty();
                });
    }

    /** Of the version that was checked, so that no newer password is overwritten. */
    private CompletionStage<Optional<User>> write(User user, PasswordHash hash, String requestId) {
        WriteId id = WriteId.random();
        return writer.change(
                new Write(
                        id,
                        user.id(),
                        user.admission().tokensValidAfter(),
                        Optional.of(user.version()),
                        Fingerprint.of(id.toString()),
                        requestId),
                UserChange.ofPasswordHash(hash));
    }
}
