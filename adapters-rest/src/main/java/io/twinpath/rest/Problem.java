package io.twinpath.rest;

import com.fasterxml.jackson.core.JsonPointer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of error there is in an answer (RFC 9457); its type is stable, and the address of a page about it
 * ({@link ProblemsResource}). Its words say nothing of the inside.
 */
public enum Problem {
    MALFORMED_REQUEST(400, "The request could not be read"),
    UNAUTHORIZED(401, "A valid access token or log-in is needed"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the media types that are accepted can be given"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    CONFLICT(409, "This is already taken"),
    PRECONDITION_FAILED(412, "This is no longer the version that was to be changed"),
    BODY_TOO_LARGE(413, "The body is larger than 16 KiB"),
    TARGET_TOO_LONG(414, "The target of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not understood here"),
    MISDIRECTED_REQUEST(421, "Nothing is answered under this host name here"),
    INVALID_VALUE(422, "A value breaks a rule"),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key belongs to another request"),
    PRECONDITION_REQUIRED(428, "An If-Match header is needed here"),
    TOO_MANY_REQUESTS(429, "There are more requests than one caller may make"),
    TOO_MANY_LOGINS(429, "There were too many log-ins with a wrong password"),
    TOO_MANY_WRITES(429, "There were too many changes within a day"),
    HEADERS_TOO_LARGE(431, "The headers are too large or too many"),
    OTHER_REQUEST_ERROR(400, "The request cannot be answered"),
    NOT_READY(503, "No path reaches the database"),
    OVERLOADED(503, "There is more to do than can be done now"),
    OUTCOME_UNKNOWN(503, "It is not known whether the change was made"),
    UNAVAILABLE(503, "This cannot be answered now");

    static final String MEDIA_TYPE = "application/problem+json";

    /** So many different seconds. */
    static final int RETRY_JITTER = 5;

    /** RFC 6750, section 3. */
    static final String CHALLENGE = "Bearer realm=\"twinpath\"";

    private final int status;
    private final String title;
    private final String slug;
    private final String type;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
        this.slug = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.type = "/problems/" + slug;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The last part of its type: {@code not-found}. */
    String slug() {
        return slug;
    }

    String type() {
        return type;
    }

    /** The same answer where there is no application to give it, under an id of its own. */
    public ProblemDocument document() {
        String id = RequestIds.newId();
        Map<String, String> headers = new LinkedHashMap<>(RequestIds.headers(id));
        headers.put(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        retryAfter().ifPresent(seconds -> headers.put(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
        return new ProblemDocument(
                status, headers, JsonFormat.bytes(new ProblemJson(type, title, status, id, List.of())));
    }

    Response response() {
        return response(List.of());
    }

    Response response(ProblemJson.Fault fault) {
        return response(List.of(fault));
    }

    Response response(List<ProblemJson.Fault> errors) {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(new ProblemJson(type, title, status, null, errors));
        if (this == UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        retryAfter().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        return response.build();
    }

    /** Asking again is of use after that time. */
    Response response(Duration wait) {
        Response response = response();
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        response.getHeaders()
                .putSingle(
                        HttpHeaders.RETRY_AFTER,
                        seconds + ThreadLocalRandom.current().nextInt(RETRY_JITTER));
        return response;
    }

    /** In seconds, with jitter, so that those turned away together do not come back together. */
    private OptionalInt retryAfter() {
        OptionalInt least = leastRetryAfter();
        return least.isEmpty()
                ? least
                : OptionalInt.of(least.getAsInt() + ThreadLocalRandom.current().nextInt(RETRY_JITTER));
    }

    /** In seconds. */
    OptionalInt leastRetryAfter() {
        if (status != 503 && status != 429) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                switch (this) {
                    case OUTCOME_UNKNOWN -> 2; // longer than the server may take over a statement
                    case TOO_MANY_WRITES -> 600;
                    default -> 1;
                });
    }

    /** {@code requestId} is put in as the answer leaves. */
    record ProblemJson(
            String type, String title, int status, @Nullable String requestId, List<ProblemJson.Fault> errors) {
        /**
         * @param pointer to the value in the request's body (RFC 6901)
         * @param header where the value stands instead
         */
        record Fault(@Nullable String pointer, @Nullable String header, String detail) {
            static Fault at(JsonPointer pointer, String detail) {
                return new Fault(pointer.toString(), null, detail);
            }

            static Fault inHeader(String header, String detail) {
                return new Fault(null, header, detail);
            }
        }

        ProblemJson withRequestId(String id) {
            return new ProblemJson(type, title, status, id, errors);
        }
    }
}
