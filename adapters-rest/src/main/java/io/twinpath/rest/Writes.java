package io.twinpath.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.Version;
import io.twinpath.domain.write.Fingerprint;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriteId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;

/** The identity of a write from its request. */
final class Writes {
    private static final String KEY = "Idempotency-Key";

    private Writes() {}

    /** Fails with {@link Refusal}. */
    static Write of(ContainerRequestContext request, Optional<Version> base, JsonNode body) {
        Caller caller = BearerFilter.callerOf(request);
        return new Write(
                id(request),
                caller.user(),
                caller.tokenIssuedAt(),
                base,
                Fingerprint.of(
                        request.getMethod() + " " + request.getUriInfo().getPath() + " " + JsonFormat.canonical(body)),
                RequestIds.of(request));
    }

    /** The same key is the same write, however often it comes; without one each request is a write of its own. */
    private static WriteId id(ContainerRequestContext request) {
        List<String> keys = request.getHeaders().getOrDefault(KEY, List.of());
        if (keys.isEmpty()) {
            return WriteId.random();
        }
        if (keys.size() > 1) {
            throw Refusal.ofHeader(KEY, "must be given once");
        }
        try {
            return WriteId.ofKey(keys.get(0));
        } catch (InvalidValue e) {
            throw Refusal.ofHeader(KEY, e.rule());
        }
    }
}
