package io.twinpath.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Every kind of error there is in an answer (RFC 9457); its type is stable and its words say nothing of the inside. */
enum Problem {
    MALFORMED_REQUEST(400, "The request could not be read"),
    UNAUTHORIZED(401, "A valid access token or log-in is needed"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    NOT_ACCEPTABLE(406, "Only application/json can be given"),
    CONFLICT(409, "This is already taken"),
    BODY_TOO_LARGE(413, "The body is larger than 16 KiB"),
    UNSUPPORTED_MEDIA_TYPE(415, "Only application/json is understood"),
    INVALID_VALUE(422, "A value breaks a rule"),
    OTHER_REQUEST_ERROR(400, "The request cannot be answered"),
    NOT_READY(503, "No path reaches the database"),
    OVERLOADED(503, "There is more to do than can be done now"),
    OUTCOME_UNKNOWN(503, "It is not known whether the change was made"),
    UNAVAILABLE(503, "This cannot be answered now");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    Response response() {
        return response(List.of());
    }

    Response response(String pointer, String detail) {
        return response(List.of(new ProblemJson.Fault(pointer, detail)));
    }

    private Response response(List<ProblemJson.Fault> errors) {
        Response.ResponseBuilder response = Response.status(status)
                .type("application/problem+json")
                .entity(new ProblemJson(type(), title, status, null, errors));
        if (this == UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"twinpath\"");
        }
        if (status == 503) {
            // Jitter, so that those turned away together do not come back together
            response.header(HttpHeaders.RETRY_AFTER, ThreadLocalRandom.current().nextInt(1, 6));
        }
        return response.build();
    }

    private String type() {
        return "urn:twinpath:problem:"
                + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** {@code requestId} is put in as the answer leaves. */
    record ProblemJson(
            String type, String title, int status, @Nullable String requestId, List<ProblemJson.Fault> errors) {
        /** @param pointer to the value in the request's body (RFC 6901) */
        record Fault(String pointer, String detail) {}

        ProblemJson withRequestId(String id) {
            return new ProblemJson(type, title, status, id, errors);
        }
    }
}
