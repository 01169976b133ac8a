package io.twinpath.rest;

import io.twinpath.rest.Problem.ProblemJson.Fault;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** A request that is answered with a problem before anything was asked of the application. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient List<Fault> faults;

    Refusal(Problem problem, List<Fault> faults) {
        super(problem.name(), null, false, false);
        this.problem = problem;
        this.faults = List.copyOf(faults);
    }

    /** @param rule what a good value looks like: {@code must be one entity tag or *} */
    static Refusal ofHeader(String header, String rule) {
        return new Refusal(Problem.MALFORMED_REQUEST, List.of(Fault.inHeader(header, rule)));
    }

    Response response() {
        return problem.response(faults);
    }
}
