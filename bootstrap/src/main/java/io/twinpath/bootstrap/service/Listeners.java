package io.twinpath.bootstrap.service;

import io.twinpath.application.health.Readiness;
import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.CorsOrigins;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.config.ListenerCertificate;
import io.twinpath.bootstrap.http.AdmissionControl;
import io.twinpath.bootstrap.http.Bounds;
import io.twinpath.bootstrap.http.Handler;
import io.twinpath.bootstrap.http.HealthDoor;
import io.twinpath.bootstrap.http.HttpListener;
import io.twinpath.bootstrap.http.JerseyHandler;
import io.twinpath.bootstrap.http.KnownHosts;
import io.twinpath.bootstrap.http.Limits;
import io.twinpath.bootstrap.http.Origins;
import io.twinpath.bootstrap.http.PageDoor;
import io.twinpath.bootstrap.http.Preflights;
import io.twinpath.bootstrap.http.ReadingThread;
import io.twinpath.bootstrap.http.ReadingThreads;
import io.twinpath.bootstrap.http.Tls;
import io.twinpath.bootstrap.http.TrustedProxies;
import io.twinpath.rest.KnownCaller;
import io.twinpath.rest.RequestObservers;
import io.twinpath.rest.TokenAuthority;
import io.twinpath.rest.WebPages;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports as configured: one front door for the public and the web page's, and one for operators with workers of its own. */
final class Listeners {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);
    private static final int MAX_REQUESTS = 100_000;
    private static final int MAX_PORT = 65_535;

    /** A handshake takes some milliseconds of a core: who would wait longer than others' patience is turned away. */
    private static final int MAX_HANDSHAKES = 256;

    private static final int HANDSHAKERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final Bounds OPERATORS = new Bounds(1, 16, 32);

    /** The front door's deadline is there for what keeps none of its own: it comes after that of a call. */
    private static final Duration BEYOND_DEADLINE = Duration.ofMillis(50);

    private final Configuration configuration;
    private final Bounds bounds;
    private final Limits limits;
    private final ExecutorService workers;
    private final ExecutorService operators;
    private final ExecutorService handshakes = Threads.computing("twinpath-tls", HANDSHAKERS, MAX_HANDSHAKES);
    private final ScheduledExecutorService watch = Threads.timer("twinpath-tls-watch");
    private final Origins origins;
    private final @Nullable Tls tls;
    private final ReadingThreads readers =
            ReadingThreads.start("http", Runtime.getRuntime().availableProcessors());
    private final ReadingThreads operatorsReader = ReadingThreads.start("management", 1);
    private final List<HttpListener> open = new ArrayList<>();

    Listeners(Configuration configuration) {
        this.configuration = configuration;
        this.bounds = new Bounds(
                Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
                configuration.integer(Key.HTTP_MAX_WAITING, 1, MAX_REQUESTS),
                configuration.integer(Key.HTTP_MAX_IN_PROGRESS, 1, MAX_REQUESTS));
        this.limits = Limits.of(
                configuration.duration(Key.HTTP_READ_LIMIT),
                configuration.duration(Key.FALLBACK_DEADLINE).plus(BEYOND_DEADLINE),
                configuration.duration(Key.HTTP_WRITE_LIMIT));
        this.workers = Threads.workers("twinpath-http-worker", bounds);
        this.operators = Threads.workers("twinpath-management-worker", OPERATORS);
        this.origins = new Origins(CorsOrigins.of(configuration));
        this.tls = ListenerCertificate.of(configuration).map(this::watched).orElse(null);
    }

    /** What is asked by either way has the same workers and the same bounds. */
    Handler door(ResourceConfig application, TokenAuthority tokens, Readiness readiness, RequestObservers observers) {
        Handler admission = new AdmissionControl(
                new JerseyHandler(application, trustedProxies()),
                workers,
                bounds,
                observers,
                request -> KnownCaller.of(request.values("Authorization"), tokens));
        return new HealthDoor(readiness::ready, admission, observers);
    }

    HttpListener open(Handler door, RequestObservers observers) throws IOException {
        return listener("http", Key.HTTP_HOST, Key.HTTP_PORT, door, observers);
    }

    /** Empty when it is off. */
    Optional<HttpListener> openWeb(Handler door, RequestObservers observers) throws IOException {
        return configuration.integerOrOff(Key.WEB_PORT, 0, MAX_PORT).isEmpty()
                ? Optional.empty()
                : Optional.of(listener(
                        "web",
                        Key.WEB_HOST,
                        Key.WEB_PORT,
                        new PageDoor(WebPages.forUsers(), door, observers),
                        observers));
    }

    /** Of the public listeners. */
    List<ReadingThread> readers() {
        return readers.all();
    }

    /** What the addresses of the public listeners begin with. */
    String scheme() {
        return tls == null ? "http" : "https";
    }

    /** In plain text: it is for this host alone. */
    HttpListener openManagement(ManagementHandler documents) throws IOException {
        RequestObservers nobody = new RequestObservers(List.of());
        String host = configuration.text(Key.MANAGEMENT_HOST);
        if (!InetAddress.getByName(host).isLoopbackAddress()) {
            log.warn("Operators' pages are open to whoever reaches {}: they have no log-in and no TLS", host);
        }
        Handler admission = new AdmissionControl(documents, operators, OPERATORS, nobody, request -> Optional.empty());
        return listener(
                operatorsReader,
                "management",
                Key.MANAGEMENT_HOST,
                Key.MANAGEMENT_PORT,
                new KnownHosts(host, new PageDoor(WebPages.forOperators(), admission, nobody)),
                nobody,
                Origins.NONE,
                null);
    }

    /** Closes what was opened, as the rest cannot be. */
    void close() {
        open.forEach(HttpListener::close);
        stopReading();
    }

    void stopWorkers() {
        workers.shutdownNow();
        operators.shutdownNow();
        handshakes.shutdownNow();
        watch.shutdownNow();
    }

    void stopReading() {
        readers.close();
        operatorsReader.close();
    }

    private Tls watched(ListenerCertificate files) {
        CertificateWatch certificate = new CertificateWatch(files, handshakes, Clock.systemUTC());
        watch.scheduleWithFixedDelay(certificate, 1, 1, TimeUnit.SECONDS);
        return certificate.tls();
    }

    private TrustedProxies trustedProxies() {
        try {
            return configuration
                    .find(Key.HTTP_TRUSTED_PROXIES)
                    .map(TrustedProxies::of)
                    .orElse(TrustedProxies.NONE);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(Key.HTTP_TRUSTED_PROXIES.variable()
                    + " must be addresses or networks such as 10.0.0.0/8, with commas between them: " + e.getMessage());
        }
    }

    /** For everyone: in TLS where there is a certificate, and for the pages of the allowed origins too. */
    private HttpListener listener(String name, Key host, Key port, Handler handler, RequestObservers observers)
            throws IOException {
        return listener(
                readers, name, host, port, new Preflights(origins, handler, observers), observers, origins, tls);
    }

    private HttpListener listener(
            ReadingThreads threads,
            String name,
            Key host,
            Key port,
            Handler handler,
            RequestObservers observers,
            Origins readers,
            @Nullable Tls seal)
            throws IOException {
        String address = configuration.text(host);
        int number = configuration.integer(port, 0, MAX_PORT);
        try {
            HttpListener listener = new HttpListener(
                    threads,
                    address,
                    number,
                    handler,
                    limits,
                    Threads.timer("twinpath-" + name + "-timer"),
                    observers,
                    readers,
                    seal);
            open.add(listener);
            return listener;
        } catch (BindException e) {
            throw new BindException("cannot listen on " + address + ":" + number + ", which " + port.variable()
                    + " chooses: " + e.getMessage());
        }
    }
}
