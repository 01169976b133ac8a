package io.twinpath.rest;

import io.twinpath.application.stale.Known;
import io.twinpath.domain.Version;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is given of a resource, with a strong entity tag made of its version. */
final class Representation {
    private Representation() {}

    static EntityTag tagOf(Version version) {
        return new EntityTag(Long.toString(version.value()));
    }

    /** The answer to a read: 304 and no body when the caller has this version. */
    static <T> Response read(
            ContainerRequestContext request, Known<T> known, Function<T, Version> version, Function<T, Object> json) {
        Version current = version.apply(known.value());
        Response.ResponseBuilder unchanged = unlessUnchanged(request.getRequest(), tagOf(current));
        Response.ResponseBuilder answer = unchanged == null ? tagged(current, json.apply(known.value())) : unchanged;
        known.age()
                .ifPresent(age -> answer.header("Age", age.toSeconds())
                        .header("Cache-Status", "twinpath; hit; detail=stale-if-error")); // RFC 9211
        return answer.build();
    }

    /** A 304 when the caller has what is tagged so, else null; fails with {@link Refusal} when an {@code If-Match} wants another. */
    static Response.@Nullable ResponseBuilder unlessUnchanged(Request request, EntityTag tag) {
        Response.ResponseBuilder early = request.evaluatePreconditions(tag);
        if (early != null && early.build().getStatus() == Problem.PRECONDITION_FAILED.status()) {
            throw new Refusal(Problem.PRECONDITION_FAILED, List.of());
        }
        return early;
    }

    /** The answer to a write. */
    static Response written(Version version, Object json) {
        return tagged(version, json).build();
    }

    /** As text, for Jersey formats a tag by the way of a localized message. */
    private static Response.ResponseBuilder tagged(Version version, Object json) {
        return Response.ok(json).header(HttpHeaders.ETAG, "\"" + version.value() + "\"");
    }
}
