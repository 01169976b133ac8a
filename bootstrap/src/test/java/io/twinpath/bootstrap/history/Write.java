package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Answer.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All attempts of one write. */
record Write(Request request, List<Operation> attempts) {
    static Write of(List<Operation> attempts) {
        return new Write(attempts.get(0).request(), attempts);
    }

    String marker() {
        return request.marker();
    }

    /** It cannot have been made before. */
    long start() {
        return attempts.stream().mapToLong(Operation::start).min().orElseThrow();
    }

    List<Operation> acknowledged() {
        return attempts(Outcome.OK);
    }

    /** The one that was acknowledged first. */
    Optional<Operation> settled() {
        return acknowledged().stream().min(Comparator.comparingLong(Operation::end));
    }

    List<Operation> refused() {
        return attempts(Outcome.FAIL);
    }

    private List<Operation> attempts(Outcome outcome) {
        return attempts.stream().filter(attempt -> attempt.is(outcome)).toList();
    }
}
