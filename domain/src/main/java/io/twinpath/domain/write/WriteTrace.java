package io.twinpath.domain.write;

import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.TooManyWrites;
import io.twinpath.domain.Version;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.WriteIdReused;
import io.twinpath.domain.user.Admission;
import java.util.Optional;

/**
 * What is found of a write whose statement changed nothing. It must be looked for in a new statement: the first one sees
 * the store as it was before it waited for whoever held the row.
 *
 * @param current the row's version now
 * @param full whether the ledger holds as many writes of this user as it may
 * @param recorded the write's own entry in the ledger
 */
public record WriteTrace<T>(Admission admission, Version current, boolean full, Optional<Recorded<T>> recorded) {
    /**
     * What the ledger keeps of a write that took effect.
     *
     * @param result absent where the fingerprint is not the one asked for: it may be of another kind of write
     */
    public record Recorded<T>(Fingerprint fingerprint, Optional<T> result) {}

    /** The write's result as it took effect before, or empty as the user may not come in; fails with why it did not. */
    public Optional<T> verdict(Write write) {
        if (!admission.admits(write.authorisedAt())) {
            return Optional.empty();
        }
        if (recorded.isPresent()) {
            if (!recorded.get().fingerprint().equals(write.fingerprint())) {
                throw new WriteIdReused();
            }
            return recorded.get().result();
        }
        if (write.base().filter(base -> !base.equals(current)).isPresent()) {
            throw new VersionConflict(current);
        }
        if (full) {
            throw new TooManyWrites();
        }
        throw new StoreUnavailable(Reason.OUTAGE, "what stood in the way of the write is gone");
    }
}
