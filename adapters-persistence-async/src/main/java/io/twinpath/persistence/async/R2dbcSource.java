package io.twinpath.persistence.async;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContextBuilder;
import io.r2dbc.postgresql.MultiHostConnectionStrategy.TargetServerType;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.client.SSLMode;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.DatabaseAddress.Host;
import io.twinpath.application.datapath.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/** r2dbc-postgresql told in typed options where the database is; never by a URL, which it would read in its own way. */
final class R2dbcSource {
    private static final int STATEMENT_CACHE = 64;

    /** Keeps the driver from files of its own choice in the home folder. */
    private static final URL NO_FILE = noFile();

    private R2dbcSource() {}

    /** Waits for name services and reads files. */
    static PostgresqlConnectionConfiguration of(AsyncConfig config, LoopResources threads) throws IOException {
        DatabaseAddress address = config.address();
        PostgresqlConnectionConfiguration.Builder driver = PostgresqlConnectionConfiguration.builder()
                .database(address.database())
                .username(address.user())
                .password(address.password())
                .applicationName(address.applicationName(config.applicationName()))
                .connectTimeout(address.connectTimeout())
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .preparedStatementCacheQueries(STATEMENT_CACHE)
                .forceBinary(true) // reading moments from text costs a quarter of a call
                .autodetectExtensions(false)
                .loopResources(threads)
                .options(settings(config, address));
        Map<InetSocketAddress, String> names = resolve(address.hosts());
        secure(driver, address.tls(), names);
        List<InetSocketAddress> hosts = List.copyOf(names.keySet());
        if (hosts.size() == 1 && !address.writable()) {
            driver.host(hosts.get(0).getHostString()).port(hosts.get(0).getPort());
        } else {
            hosts.forEach(host -> driver.addHost(host.getHostString(), host.getPort()));
            // what a host was ten seconds ago says nothing after a failover
            driver.loadBalanceHosts(false)
                    .hostRecheckTime(Duration.ZERO)
                    .targetServerType(address.writable() ? TargetServerType.PRIMARY : TargetServerType.ANY);
        }
        return driver.build();
    }

    /** Hosts by the address that Java finds, as on the sync path, with their names; unknown ones are passed over. */
    private static Map<InetSocketAddress, String> resolve(List<Host> hosts) throws UnknownHostException {
        Map<InetSocketAddress, String> names = new LinkedHashMap<>();
        @Nullable UnknownHostException unknown = null;
        for (Host host : hosts) {
            try {
                String found = InetAddress.getByName(host.name()).getHostAddress();
                names.putIfAbsent(InetSocketAddress.createUnresolved(found, host.port()), host.name());
            } catch (UnknownHostException e) {
                unknown = e;
            }
        }
        if (names.isEmpty()) {
            throw Objects.requireNonNull(unknown);
        }
        return names;
    }

    private static void secure(
            PostgresqlConnectionConfiguration.Builder driver, Tls tls, Map<InetSocketAddress, String> names)
            throws IOException {
        boolean byName = tls.mode() == Tls.Mode.VERIFY_FULL;
        // Netty compares the name; the driver would ask a name server for it, on the event loop
        driver.sslMode(byName ? SSLMode.VERIFY_CA : SSLMode.valueOf(tls.mode().name()));
        AtomicReference<@Nullable SslContextBuilder> latest = new AtomicReference<>();
        driver.sslContextBuilderCustomizer(context -> {
            latest.set(byName ? context : context.endpointIdentificationAlgorithm(null));
            return context;
        });
        driver.sslEngineCustomizer(engine -> named(Objects.requireNonNull(latest.get()), engine, names));
        if (tls.rootCert().isPresent()) {
            driver.sslRootCert(tls.rootCert().get().toUri().toURL());
        }
        driver.sslCert(url(tls.cert()));
        driver.sslKey(url(tls.key()));
    }

    /** An engine which knows the host by its name, for the certificate and for SNI; the driver's knows an address. */
    private static SSLEngine named(SslContextBuilder context, SSLEngine engine, Map<InetSocketAddress, String> names) {
        String name = names.get(InetSocketAddress.createUnresolved(engine.getPeerHost(), engine.getPeerPort()));
        try {
            return context.build()
                    .newEngine(ByteBufAllocator.DEFAULT, Objects.requireNonNull(name), engine.getPeerPort());
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Optional<Path> file) throws MalformedURLException {
        return file.isPresent() ? file.get().toUri().toURL() : NO_FILE;
    }

    /** Without a stream at all Netty takes it that there is no certificate; an empty one it would not accept. */
    private static URL noFile() {
        try {
            return new URL(null, "none:", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {
                            // there is nothing to connect to
                        }

                        @Override
                        public @Nullable InputStream getInputStream() {
                            return null;
                        }
                    };
                }
            });
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> settings(AsyncConfig config, DatabaseAddress address) {
        Map<String, String> settings = new HashMap<>(address.settings());
        settings.put(
                "statement_timeout", Long.toString(config.statementTimeout().toMillis()));
        settings.put("lock_timeout", Long.toString(config.lockTimeout().toMillis()));
        return settings;
    }
}
