package io.twinpath.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An OpenID Connect issuer as far as its metadata and keys go, which can be made to misbehave. */
final class TestIssuer implements AutoCloseable {
    /** What it does in place of an answer. */
    interface Trouble {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    final AtomicInteger fetches = new AtomicInteger();
    volatile List<JWK> keys;
    volatile Trouble trouble = this::answer;
    volatile String saysItIs;
    volatile String saysItsKeysAreAt;

    private final Instant now;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TestIssuer(Instant now, JWK... keys) {
        this.now = now;
        this.keys = List.of(keys);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                trouble.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        this.saysItIs = url().toString();
        this.saysItsKeysAreAt = url() + "/keys";
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> {
                fetches.incrementAndGet();
                send(exchange, "{\"issuer\":\"" + saysItIs + "\",\"jwks_uri\":\"" + saysItsKeysAreAt + "\"}");
            }
            case "/keys" -> send(exchange, new JWKSet(keys).toString(true));
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    static void send(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Ann's, right in everything but what is changed. */
    String token(JWK key, String algorithm, String type, Consumer<Map<String, Object>> change) {
        String claims = TestTokens.claims(now, all -> {
            all.put("iss", url().toString());
            change.accept(all);
        });
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID())
                        .build(),
                new Payload(claims));
        try {
            token.sign(new DefaultJWSSignerFactory().createJWSSigner(key, JWSAlgorithm.parse(algorithm)));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    String token(JWK key) {
        return token(key, "ES256", "at+jwt", claims -> {});
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
