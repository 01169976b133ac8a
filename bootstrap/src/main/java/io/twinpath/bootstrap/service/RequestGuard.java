package io.twinpath.bootstrap.service;

import io.twinpath.application.defect.DefectLog;
import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.RequestObservers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of Jersey, which makes a {@code java.net.URI} of target and Host and answers 500 when that fails: a bad
 * one is refused here with 400. What still escapes Jersey is a 503, never a 500.
 */
final class RequestGuard extends HttpHandler {
    /** Possessive, or a long target would overflow the stack. */
    private static final Pattern TARGET = Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+"
            + "(?:\\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+)?");

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253})|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private final DefectLog defects = new DefectLog(LoggerFactory.getLogger(RequestGuard.class));
    private final HttpHandler application;
    private final RequestObservers observers;

    /** @param observers are told of what the application does not answer */
    RequestGuard(HttpHandler application, RequestObservers observers) {
        super("twinpath");
        this.application = application;
        this.observers = observers;
    }

    @Override
    public void start() {
        application.start();
    }

    @Override
    public void destroy() {
        application.destroy();
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        long begun = System.nanoTime();
        if (!isSound(request)) {
            response.setStatus(400, "Bad Request");
            close(response, PlainErrors.body(400, "Bad Request"));
            tell(request, 400, begun);
            return;
        }
        try {
            application.service(request, response);
        } catch (Throwable defect) {
            defects.report("that escaped the application", defect);
            if (!response.isCommitted()) {
                response.reset();
                close(response, PlainErrors.unavailable(response));
                tell(request, 503, begun);
            }
        }
    }

    private void tell(Request request, int status, long begun) {
        observers.tell(AnsweredRequest.unmatched(
                request.getMethod().getMethodString(), status, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static boolean isSound(Request request) {
        @Nullable String host = request.getHeader("Host");
        @Nullable String query = request.getQueryString();
        String target = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        return TARGET.matcher(target).matches()
                && (host == null || HOST.matcher(host).matches());
    }

    private static void close(Response response, String problem) throws IOException {
        byte[] body = problem.getBytes(StandardCharsets.UTF_8);
        response.setContentType(PlainErrors.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.setHeader("Connection", "close");
        response.getOutputStream().write(body);
    }
}
