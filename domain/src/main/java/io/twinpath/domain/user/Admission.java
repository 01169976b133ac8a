package io.twinpath.domain.user;

import java.time.Instant;

/**
 * Whether a user may come in; it is read in the same row as the answer, so that what authorises is never older than it.
 *
 * @param active false once deactivated
 * @param tokensValidAfter tokens issued before this moment are refused
 */
public record Admission(boolean active, Instant tokensValidAfter) {
    /** Admits a caller whose token was issued at the given moment. */
    public boolean admits(Instant tokenIssuedAt) {
        return active && !tokenIssuedAt.isBefore(tokensValidAfter);
    }
}
