package io.twinpath.bootstrap.http;

import io.twinpath.application.defect.DefectLog;
import io.twinpath.rest.ClientAddress;
import io.twinpath.rest.KnownCaller;
import io.twinpath.rest.Problem;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.message.internal.HeaderUtils;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.Container;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Has a Jersey application answer; what escapes it is a 503, never a 500. */
public final class JerseyHandler implements Handler, Container {
    /** No answer says where it came from, so no host is needed. */
    private static final String ORIGIN = "http://twinpath";

    private static final int MOST_URIS = 100;
    private static final int LONGEST_TARGET = 100;

    /** Of most answers. */
    private static final int BODY_BYTES = 512;

    private static final Nobody NOBODY = new Nobody();
    private static final URI BASE = URI.create(ORIGIN + "/");

    private final DefectLog defects = new DefectLog(LoggerFactory.getLogger(JerseyHandler.class));
    private final Map<String, URI> uris = new ConcurrentHashMap<>();
    private final ApplicationHandler application;
    private final TrustedProxies proxies;

    public JerseyHandler(ResourceConfig resources) {
        this(resources, TrustedProxies.NONE);
    }

    public JerseyHandler(ResourceConfig resources, TrustedProxies proxies) {
        this.application = new ApplicationHandler(resources.register(new BrokenBodies()));
        this.proxies = proxies;
        application.onStartup(this);
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        ContainerRequest context = new ContainerRequest(
                BASE,
                uri(request.target()),
                request.method(),
                NOBODY,
                new MapPropertiesDelegate(),
                application.getConfiguration());
        request.headers().forEach(each -> context.header(each.name(), each.value()));
        context.setProperty(ClientAddress.PROPERTY, proxies.client(exchange.peer(), request.headers()));
        exchange.caller().ifPresent(caller -> context.setProperty(KnownCaller.PROPERTY, caller));
        context.setEntityStream(new ByteArrayInputStream(request.body()));
        context.setWriter(new Writer(exchange));
        application.handle(context);
    }

    /** Of most requests it was made before. */
    private URI uri(String target) {
        URI known = uris.get(target);
        if (known != null) {
            return known;
        }
        URI made = URI.create(ORIGIN + target);
        if (target.length() <= LONGEST_TARGET) {
            if (uris.size() >= MOST_URIS) {
                uris.clear();
            }
            uris.put(target, made);
        }
        return made;
    }

    @Override
    public ResourceConfig getConfiguration() {
        return application.getConfiguration();
    }

    @Override
    public ApplicationHandler getApplicationHandler() {
        return application;
    }

    @Override
    public void reload() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reload(ResourceConfig resources) {
        throw new UnsupportedOperationException();
    }

    /** Gathers an answer and gives it as a whole. */
    private final class Writer implements ContainerResponseWriter {
        private final Exchange exchange;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(BODY_BYTES);
        private @Nullable ContainerResponse response;
        private long length;

        Writer(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public OutputStream writeResponseStatusAndHeaders(long contentLength, ContainerResponse given) {
            response = given;
            length = contentLength;
            return body;
        }

        /** The services see to it that each of their stages ends. */
        @Override
        public boolean suspend(long time, TimeUnit unit, TimeoutHandler handler) {
            return true;
        }

        @Override
        public void setSuspendTimeout(long time, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit() {
            ContainerResponse given = response;
            if (given != null) {
                BrokenBodies.cause(given.getRequestContext()).ifPresentOrElse(this::failure, () -> give(given));
            }
        }

        private void give(ContainerResponse given) {
            List<Header> headers = new ArrayList<>();
            given.getHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("Content-Length")) {
                    values.forEach(value -> headers.add(new Header(name, text(value))));
                }
            });
            if (body.size() == 0 && length > 0) { // as HEAD wants it
                headers.add(new Header("Content-Length", Long.toString(length)));
            }
            exchange.answer(new Answer(given.getStatus(), headers, body.toByteArray()));
        }

        /** As Jersey would, which looks its own settings up for each media type. */
        private String text(Object value) {
            return value instanceof MediaType type && type.getParameters().isEmpty()
                    ? type.getType() + "/" + type.getSubtype()
                    : HeaderUtils.asString(value, getConfiguration());
        }

        @Override
        public void failure(Throwable defect) {
            defects.report("that escaped the application", defect);
            exchange.answer(Answer.of(Problem.UNAVAILABLE));
        }

        /** Here it is, and once is enough; for HEAD Jersey does it still, to know the length. */
        @Override
        public boolean enableResponseBuffering() {
            return false;
        }
    }
}
