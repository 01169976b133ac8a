package io.twinpath.application.login;

import io.twinpath.domain.user.PasswordHash;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Hashes and checks passwords off the caller's thread, so many at a time; a stage fails with
 * {@link io.twinpath.application.access.Overloaded} past that.
 */
public interface PasswordHasher {
    CompletionStage<PasswordHash> hash(Password password);

    CompletionStage<Boolean> matches(Password password, PasswordHash hash);

    /** A hash of today's cost for one that costs less to guess; empty for others, and while there is anything else to hash. */
    CompletionStage<Optional<PasswordHash>> upgrade(Password password, PasswordHash hash);

    /** A hash no password matches, as costly to check as a real one: an unknown user takes as long as a known one. */
    PasswordHash unmatchable();
}
