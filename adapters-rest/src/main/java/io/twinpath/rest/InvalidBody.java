package io.twinpath.rest;

import io.twinpath.rest.Problem.ProblemJson.Fault;
import java.util.List;

/** A body which breaks rules, all of them listed. */
final class InvalidBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    InvalidBody(List<Fault> faults) {
        super("an invalid body", null, false, false);
        this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
        return faults;
    }
}
