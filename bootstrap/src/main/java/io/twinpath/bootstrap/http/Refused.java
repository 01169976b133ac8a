package io.twinpath.bootstrap.http;

import io.twinpath.rest.Problem;

/** What arrived is no request that could be answered in any other way. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    Refused(Problem problem) {
        super(problem.name(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
