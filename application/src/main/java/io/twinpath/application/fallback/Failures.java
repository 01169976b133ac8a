package io.twinpath.application.fallback;

import io.twinpath.domain.DomainException;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.WriteIdReused;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Tells an answer from an outage, and names the kind of outage. */
final class Failures {
    /** SQLSTATE of a read-only server and of a full disk, which read on. */
    private static final Set<String> REFUSED_TO_ALL = Set.of("25006", "53100");

    /** SQLSTATE of a lock and of a whole statement that took too long. */
    private static final Set<String> WAITED_IN_VAIN = Set.of("55P03", "57014");

    private Failures() {}

    static Throwable unwrap(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    /** A broken rule is the store's answer: asking elsewhere would give the same. */
    static boolean isAnswer(Throwable failure) {
        return failure instanceof DomainException;
    }

    /** What is neither answer nor outage nor time-out is a defect of our own: it once hid in a path for months. */
    static StoreFailure ofRead(String path, Throwable failure) {
        if (failure instanceof StoreFailure outage) {
            return outage;
        }
        return failure instanceof TimeoutException
                ? new StoreUnavailable(Reason.TIMEOUT, noAnswer(path))
                : new StoreUnavailable(Reason.DEFECT, defect(path), failure);
    }

    /** Only a path's own word that a write was not done leaves no doubt. */
    static StoreFailure ofWrite(String path, Throwable failure) {
        if (failure instanceof StoreFailure outage) {
            return outage;
        }
        return failure instanceof TimeoutException
                ? new OutcomeUnknown(Reason.TIMEOUT, noAnswer(path), null)
                : new OutcomeUnknown(Reason.DEFECT, defect(path), failure);
    }

    /** Whether this answer to a later attempt also holds for an earlier one that may still be under way. */
    static boolean settles(Throwable answer) {
        return answer instanceof VersionConflict || answer instanceof WriteIdReused;
    }

    private static String noAnswer(String path) {
        return "no answer in time on the " + path + " path";
    }

    private static String defect(String path) {
        return "the " + path + " path has a defect";
    }

    /** Of our own code, SQL or rows, which the other path may have too. */
    static boolean isDefect(Throwable thrown) {
        Throwable failure = unwrap(thrown);
        return !isAnswer(failure) && ofRead("", failure).reason() == Reason.DEFECT;
    }

    /**
     * A busy path is not a broken one; what a server refuses to everybody is no path's fault; nor is what a write waited for,
     * which is one user's row, while reads wait for none.
     */
    static boolean countsAgainstPath(StoreFailure outage, boolean write) {
        return outage.reason() != Reason.OVERLOAD
                && outage.code()
                        .filter(code -> REFUSED_TO_ALL.contains(code) || (write && WAITED_IN_VAIN.contains(code)))
                        .isEmpty();
    }
}
