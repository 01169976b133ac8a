package io.twinpath.rest;

import io.twinpath.domain.user.UserId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What may be told of a request: nothing of its target, its token or its body. Route and method have few values, as a
 * metric's labels must.
 *
 * @param route the template that matched, {@code /api/v1/profile}, or {@link #UNMATCHED}
 * @param method one that is known here, or {@code OTHER}
 * @param traceId of a valid {@code traceparent} header (W3C Trace Context)
 * @param userId of a request with a good access token
 */
public record AnsweredRequest(
        String route,
        String method,
        int status,
        Duration duration,
        Optional<String> requestId,
        Optional<String> traceId,
        Optional<UserId> userId) {
    /** The route of what matched none. */
    public static final String UNMATCHED = "unmatched";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    public AnsweredRequest {
        method = METHODS.contains(method) ? method : "OTHER";
    }

    /** A request that was refused in front of the application. */
    public static AnsweredRequest unmatched(String method, int status, Duration duration) {
        return inFront(UNMATCHED, method, status, duration);
    }

    /** A request that was answered in front of the application. */
    public static AnsweredRequest inFront(String route, String method, int status, Duration duration) {
        return new AnsweredRequest(
                route, method, status, duration, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The fields of its line in the log. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", method);
        fields.put("status", status);
        fields.put("duration_ms", TimeUnit.NANOSECONDS.toMicros(duration.toNanos()) / 1000.0);
        fields.putAll(new RequestFacts(route, requestId, traceId, userId).fields());
        return fields;
    }
}
