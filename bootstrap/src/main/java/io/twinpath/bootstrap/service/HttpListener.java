package io.twinpath.bootstrap.service;

import io.twinpath.rest.RequestObservers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** One Grizzly port, with bounds on what a request may be. */
final class HttpListener implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 64;
    private static final int MAX_QUEUED_REQUESTS = 10_000;
    private static final long DRAIN_SECONDS = 5;

    private final HttpServer server = new HttpServer();
    private final NetworkListener listener;

    /** Binds at once; fails with a {@code BindException} when the port is taken. */
    HttpListener(String name, String host, int port, HttpHandler handler) throws IOException {
        this(name, host, port, handler, new RequestObservers(List.of()));
    }

    /**
     * The same, and tells of each request that does not reach the handler.
     *
     * @param observers are told of the others by the handler itself
     */
    HttpListener(String name, String host, int port, HttpHandler handler, RequestObservers observers)
            throws IOException {
        listener = new NetworkListener(name, host, port);
        listener.setMaxHttpHeaderSize(MAX_HEADER_BYTES);
        listener.setMaxRequestHeaders(MAX_HEADERS);
        listener.setSendFileEnabled(false);
        listener.registerAddOn(new NoUpgrade());
        int workers = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        listener.getTransport()
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("twinpath-" + name)
                        .setCorePoolSize(workers)
                        .setMaxPoolSize(workers)
                        .setQueueLimit(MAX_QUEUED_REQUESTS));
        server.addListener(listener);
        server.getServerConfiguration().setHttpServerName("");
        server.getServerConfiguration().setSendFileEnabled(false);
        server.getServerConfiguration().setDefaultErrorPageGenerator(new PlainErrors());
        server.getServerConfiguration().addHttpHandler(new RequestGuard(handler, observers), "/");
        server.start();
    }

    static HttpHandler jersey(ResourceConfig application) {
        return ContainerFactory.createContainer(HttpHandler.class, application);
    }

    int port() {
        return listener.getPort();
    }

    /** Lets requests in progress end, then stops listening. */
    @Override
    public void close() {
        try {
            server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).get(DRAIN_SECONDS + 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.shutdownNow();
        } catch (ExecutionException | TimeoutException e) {
            server.shutdownNow();
        }
    }
}
