package io.twinpath.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Overloaded;
import io.twinpath.application.access.TooManyLogins;
import io.twinpath.application.defect.DefectLog;
import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.DomainException;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.VersionConflict;
import io.twinpath.rest.Problem.ProblemJson.Fault;
import jakarta.inject.Provider;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Every failure becomes a problem here, and what nobody thought of a 503: never a 500, never a word of the inside. */
final class FailureMapper implements ExceptionMapper<Throwable> {
    private final DefectLog defects = new DefectLog(LoggerFactory.getLogger(FailureMapper.class));

    @Context
    private @Nullable Provider<ContainerRequestContext> request;

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof AccessDenied) {
            return Problem.UNAUTHORIZED.response();
        }
        if (failure instanceof StoreUnavailable unavailable) {
            boolean overload = unavailable.reason() == StoreFailure.Reason.OVERLOAD;
            return (overload ? Problem.OVERLOADED : Problem.UNAVAILABLE).response();
        }
        if (failure instanceof OutcomeUnknown) {
            return Problem.OUTCOME_UNKNOWN.response();
        }
        if (failure instanceof Overloaded) {
            return Problem.OVERLOADED.response();
        }
        if (failure instanceof TooManyLogins throttled) {
            return Problem.TOO_MANY_LOGINS.response(throttled.retryAfter());
        }
        if (failure instanceof Refusal refusal) {
            return refusal.response();
        }
        if (failure instanceof DomainException broken) {
            return ofBrokenRule(broken);
        }
        if (failure instanceof JacksonException unreadable) {
            return ofJson(unreadable);
        }
        if (failure instanceof HeaderValueException header
                && header.getContext() == HeaderValueException.Context.INBOUND) {
            return Problem.MALFORMED_REQUEST.response();
        }
        if (failure instanceof WebApplicationException refusal) {
            return ofStatus(refusal);
        }
        return ofDefect(failure);
    }

    private static Response ofBrokenRule(DomainException broken) {
        return switch (broken.kind()) {
            case INVALID_VALUE -> {
                InvalidValue invalid = (InvalidValue) broken;
                yield Problem.INVALID_VALUE.response(Fault.at(pointer(invalid.field()), invalid.rule()));
            }
            case ALREADY_TAKEN -> {
                String field = ((AlreadyTaken) broken).field();
                yield Problem.CONFLICT.response(Fault.at(pointer(field), "is already taken"));
            }
            case NOT_FOUND -> Problem.NOT_FOUND.response();
            case VERSION_CONFLICT ->
                Response.fromResponse(Problem.PRECONDITION_FAILED.response())
                        .tag(Representation.tagOf(((VersionConflict) broken).current()))
                        .build();
            case WRITE_ID_REUSED -> Problem.IDEMPOTENCY_KEY_REUSED.response();
            case TOO_MANY_WRITES -> Problem.TOO_MANY_WRITES.response();
        };
    }

    private static JsonPointer pointer(String field) {
        return JsonPointer.compile("/" + field.replace('.', '/'));
    }

    /** Well-formed JSON with the wrong things in it names the field; Jackson's own words would name our classes. */
    private static Response ofJson(JacksonException unreadable) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return Problem.INVALID_VALUE.response(Fault.at(pointer(unknown), "is not a known field"));
        }
        if (unreadable instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return Problem.INVALID_VALUE.response(Fault.at(pointer(mismatch), "is missing or of the wrong type"));
        }
        return Problem.MALFORMED_REQUEST.response();
    }

    private static JsonPointer pointer(JsonMappingException mismatch) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference each : mismatch.getPath()) {
            pointer = each.getFieldName() == null
                    ? pointer.appendIndex(each.getIndex())
                    : pointer.appendProperty(each.getFieldName());
        }
        return pointer;
    }

    private Response ofStatus(WebApplicationException refusal) {
        Response refused = refusal.getResponse();
        int status = refused.getStatus();
        return switch (status) {
            case 400 -> Problem.MALFORMED_REQUEST.response();
            case 403 -> Problem.FORBIDDEN.response();
            case 404 -> Problem.NOT_FOUND.response();
            case 405 ->
                Response.fromResponse(Problem.METHOD_NOT_ALLOWED.response())
                        .header(HttpHeaders.ALLOW, allowed(refused.getHeaderString(HttpHeaders.ALLOW)))
                        .build();
            case 406 -> Problem.NOT_ACCEPTABLE.response();
            case 413 -> Problem.BODY_TOO_LARGE.response();
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE.response();
            default -> status >= 400 && status < 500 ? Problem.OTHER_REQUEST_ERROR.response() : ofDefect(refusal);
        };
    }

    /** HEAD is answered wherever GET is, but Jersey leaves it out. */
    private static String allowed(String methods) {
        return methods.replaceFirst("\\bGET\\b", "GET,HEAD");
    }

    private Response ofDefect(Throwable defect) {
        defects.report(
                "behind a request",
                RequestFacts.of(Objects.requireNonNull(request).get()).fields(),
                defect);
        return Problem.UNAVAILABLE.response();
    }
}
