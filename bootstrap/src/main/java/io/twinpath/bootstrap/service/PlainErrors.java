package io.twinpath.bootstrap.service;

import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * What Grizzly says of requests that never reach Jersey, or that Jersey fails to answer: a problem without HTML, class
 * names or stack traces. What would be a 500 is a 503.
 */
final class PlainErrors implements ErrorPageGenerator {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final String UNAVAILABLE = "Service Unavailable";

    @Override
    public String generate(
            Request request, int status, String reason, @Nullable String description, @Nullable Throwable exception) {
        Response response = request.getResponse();
        response.setContentType(CONTENT_TYPE);
        response.setCharacterEncoding("UTF-8");
        return status < 500 ? body(status, reason) : unavailable(response);
    }

    /** Makes the answer, whatever it was, one that asks to come back, and gives its body. */
    static String unavailable(Response response) {
        response.setStatus(503, UNAVAILABLE);
        response.setHeader("Retry-After", "1");
        response.setHeader("Cache-Control", "no-store");
        return body(503, UNAVAILABLE);
    }

    /** RFC 9457; {@code about:blank} says that the status code says it all. */
    static String body(int status, String title) {
        return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}";
    }
}
