package io.twinpath.rest;

import io.twinpath.rest.Problem.ProblemJson;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Gives every answer its request's id, the caller's own where that is well-formed, and the headers all answers have. */
@PreMatching
final class RequestIds implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /** The id of a request that passed this filter. */
    static String of(ContainerRequestContext request) {
        return find(request).orElseThrow();
    }

    /** Empty before this filter. */
    static Optional<String> find(ContainerRequestContext request) {
        return Optional.ofNullable((String) request.getProperty(HEADER));
    }

    /** What every answer has that does not say otherwise. */
    static Map<String, String> headers(String id) {
        return Map.of(HEADER, id, HttpHeaders.CACHE_CONTROL, "no-store", "X-Content-Type-Options", "nosniff");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(HEADER, idOf(request));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String id = find(request).orElseGet(() -> idOf(request));
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers(id).forEach((name, value) -> headers.computeIfAbsent(name, unset -> new ArrayList<>(List.of(value))));
        if (response.getStatus() == Problem.MALFORMED_REQUEST.status() && !response.hasEntity()) {
            Response refusal = Problem.MALFORMED_REQUEST.response(); // of a header that Jersey itself cannot read
            response.setEntity(refusal.getEntity(), new Annotation[0], refusal.getMediaType());
        }
        if (response.getEntity() instanceof ProblemJson problem) {
            response.setEntity(problem.withRequestId(id));
        }
    }

    private static String idOf(ContainerRequestContext request) {
        List<String> given = request.getHeaders().getOrDefault(HEADER, List.of());
        return given.size() == 1 && FORM.matcher(given.get(0)).matches() ? given.get(0) : newId();
    }

    /** 128 random bits: ids need to differ, not to be secret. */
    static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE)
                + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
