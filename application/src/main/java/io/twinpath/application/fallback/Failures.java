package io.twinpath.application.fallback;

import io.twinpath.domain.DomainException;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.StoreUnavailable.Reason;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Tells an answer from an outage, and names the kind of outage. */
final class Failures {
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
    static StoreFailure outage(String path, Throwable failure) {
        if (failure instanceof StoreFailure outage) {
            return outage;
        }
        if (failure instanceof TimeoutException) {
            return new StoreUnavailable(Reason.TIMEOUT, "no answer in time on the " + path + " path");
        }
        return new StoreUnavailable(Reason.DEFECT, "the " + path + " path has a defect", failure);
    }

    /** A busy path is not a broken one, and one that was not asked says nothing about itself. */
    static boolean countsAgainstPath(StoreFailure outage) {
        return !(outage instanceof StoreUnavailable unavailable && unavailable.reason() == Reason.OVERLOAD);
    }
}
