package io.twinpath.bootstrap.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Optional;

/** Notes why a body was not written to its end, for Jersey gives an answer that has begun as if it were whole. */
final class BrokenBodies implements WriterInterceptor {
    private static final String CAUSE = BrokenBodies.class.getName();

    /** Empty for a body that is whole. */
    static Optional<Throwable> cause(ContainerRequestContext request) {
        return Optional.ofNullable((Throwable) request.getProperty(CAUSE));
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        try {
            context.proceed();
        } catch (Throwable cause) {
            context.setProperty(CAUSE, cause);
            throw cause;
        }
    }
}
