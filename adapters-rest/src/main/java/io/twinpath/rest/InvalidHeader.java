package io.twinpath.rest;

import io.twinpath.rest.Problem.ProblemJson.Fault;

/** A header which breaks a rule. */
final class InvalidHeader extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** @param rule what a good value looks like: {@code must be one entity tag or *} */
    InvalidHeader(String header, String rule) {
        super("an invalid header", null, false, false);
        this.fault = Fault.inHeader(header, rule);
    }

    Fault fault() {
        return fault;
    }
}
