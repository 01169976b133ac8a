package io.twinpath.rest;

import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.UserId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.RuntimeResource;

/** What tells one request from others in the log. Taken while it is in progress: the server reuses a request's state. */
record RequestFacts(String route, Optional<String> requestId, Optional<String> traceId, Optional<UserId> userId) {
    static RequestFacts of(ContainerRequestContext request) {
        return new RequestFacts(
                route((ExtendedUriInfo) request.getUriInfo()),
                RequestIds.find(request),
                TraceParent.traceId(request.getHeaders().getOrDefault(TraceParent.HEADER, List.of())),
                BearerFilter.findCaller(request).map(Caller::user));
    }

    AnsweredRequest answered(String method, int status, Duration duration) {
        return new AnsweredRequest(route, method, status, duration, requestId, traceId, userId);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("route", route);
        requestId.ifPresent(id -> fields.put("request_id", id));
        traceId.ifPresent(id -> fields.put("trace_id", id));
        userId.ifPresent(id -> fields.put("user_id", id.value()));
        return fields;
    }

    /** Jersey has what matched last first; a mere prefix of routes has no methods and is none. */
    private static String route(ExtendedUriInfo target) {
        List<RuntimeResource> resources = target.getMatchedRuntimeResources();
        if (resources.isEmpty() || resources.get(0).getResourceMethods().isEmpty()) {
            return AnsweredRequest.UNMATCHED;
        }
        String route = "";
        for (RuntimeResource resource : resources) {
            route = resource.getPathPattern().getTemplate().getTemplate() + route;
        }
        return route;
    }
}
