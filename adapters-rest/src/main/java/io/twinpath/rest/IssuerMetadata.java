package io.twinpath.rest;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.twinpath.application.datapath.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Where an issuer says which keys are its own: its metadata name the place of its JWK set (OpenID Connect Discovery). */
final class IssuerMetadata {
    private static final int MAX_BYTES = 256 * 1024;

    private final URI issuer;
    private final Duration limit;
    private final HttpClient client;

    IssuerMetadata(URI issuer, Duration limit) {
        this.issuer = issuer;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** By their ids; fails with an {@link UncheckedIOException} in words for operators. */
    CompletionStage<Map<String, IssuerKey>> keys() {
        URI place = URI.create(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        return get(place)
                .thenApply(metadata -> keySet(place, metadata))
                .thenCompose(keySet -> get(keySet).thenApply(json -> keys(keySet, json)));
    }

    private URI keySet(URI place, Map<String, Object> metadata) {
        if (!issuer.toString().equals(metadata.get("issuer"))) {
            throw failure(place + " is not that of " + issuer + ": its issuer is another");
        }
        try {
            URI keySet = URI.create(String.valueOf(metadata.get("jwks_uri")));
            if (isSafe(keySet)) {
                return keySet;
            }
        } catch (IllegalArgumentException e) {
            // refused below, as a place that is not safe is
        }
        throw failure(place + " names no jwks_uri by https");
    }

    private static Map<String, IssuerKey> keys(URI keySet, Map<String, Object> json) {
        Map<String, IssuerKey> keys = new LinkedHashMap<>();
        try {
            Map<String, Object>[] entries = JSONObjectUtils.getJSONObjectArray(json, "keys");
            for (Map<String, Object> each : entries == null ? List.<Map<String, Object>>of() : List.of(entries)) {
                IssuerKey.of(each).ifPresent(key -> keys.put(key.id(), key));
            }
        } catch (ParseException e) {
            throw failure(keySet + " is no JWK set");
        }
        if (keys.isEmpty()) {
            throw failure(keySet + " has no key with a kid for ES256, ES384, RS256 or PS256");
        }
        return Map.copyOf(keys);
    }

    /** By https, or by http from this machine itself. */
    static boolean isSafe(URI place) {
        return place.getHost() != null
                && ("https".equals(place.getScheme())
                        || ("http".equals(place.getScheme()) && isLoopback(place.getHost())));
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("127(\\.[0-9]{1,3}){3}|\\[[0-9a-f:]+]")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private CompletionStage<Map<String, Object>> get(URI place) {
        LimitedBody body = new LimitedBody(MAX_BYTES);
        HttpRequest request = HttpRequest.newBuilder(place)
                .header("Accept", "application/json")
                .build();
        return TimeLimit.of(client.sendAsync(request, BodyHandlers.ofByteArrayConsumer(body)), limit)
                .handle((response, failure) -> {
                    if (failure instanceof TimeoutException) {
                        throw failure(place + " gives no whole answer within " + limit.toMillis() + " ms");
                    }
                    if (failure != null) {
                        throw failure(place + " gives no answer: "
                                + (failure.getCause() == null ? failure : failure.getCause()));
                    }
                    if (response.statusCode() != 200) {
                        throw failure(place + " answers " + response.statusCode());
                    }
                    return json(place, body);
                });
    }

    private static Map<String, Object> json(URI place, LimitedBody body) {
        try {
            return JSONObjectUtils.parse(
                    body.text().orElseThrow(() -> failure(place + " has more than " + MAX_BYTES + " bytes")));
        } catch (ParseException e) {
            throw failure(place + " is no JSON object");
        }
    }

    private static UncheckedIOException failure(String words) {
        return new UncheckedIOException(new IOException(words));
    }
}
