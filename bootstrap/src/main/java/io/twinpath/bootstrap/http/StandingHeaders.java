package io.twinpath.bootstrap.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What answers say to browsers unless they say otherwise themselves: bytes that were made once. */
final class StandingHeaders {
    private static final Header SAME_ORIGIN = new Header("Cross-Origin-Resource-Policy", "same-origin");
    private static final Header CROSS_ORIGIN = new Header("Cross-Origin-Resource-Policy", "cross-origin");
    private static final List<Header> DEFAULTS = List.of(
            new Header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("Referrer-Policy", "no-referrer"),
            new Header("Cross-Origin-Opener-Policy", "same-origin"));

    /** For a year (RFC 6797). */
    private static final Header TLS_ONLY = new Header("Strict-Transport-Security", "max-age=31536000");

    private static final Header BY_ORIGIN = new Header("Vary", "Origin");
    private static final Header READABLE =
            new Header("Access-Control-Expose-Headers", "ETag, Retry-After, Age, Cache-Status, X-Request-Id");

    private final List<Header> defaults;
    private final byte[][] without;

    private StandingHeaders(List<Header> defaults, List<Header> added) {
        this.defaults = List.copyOf(defaults);
        this.without = new byte[1 << defaults.size()][];
        for (int own = 0; own < without.length; own++) {
            List<Header> missing = new ArrayList<>(added);
            for (int i = 0; i < defaults.size(); i++) {
                if ((own & 1 << i) == 0) {
                    missing.add(defaults.get(i));
                }
            }
            without[own] = bytes(missing);
        }
    }

    /** @param origins whether an answer may differ by where its request came from */
    static StandingHeaders of(boolean tls, boolean origins) {
        return new StandingHeaders(defaults(tls, SAME_ORIGIN), origins ? List.of(BY_ORIGIN) : List.of());
    }

    /** For those answers that a page of that origin may read. */
    static StandingHeaders readableBy(String origin, boolean tls) {
        return new StandingHeaders(
                defaults(tls, CROSS_ORIGIN),
                List.of(BY_ORIGIN, new Header("Access-Control-Allow-Origin", origin), READABLE));
    }

    /** Those that an answer with such headers does not have, as they go over the wire, each with the line break before it. */
    byte[] besides(List<Header> headers) {
        int own = 0;
        for (Header each : headers) {
            for (int i = 0; i < defaults.size(); i++) {
                own |= each.is(defaults.get(i).name()) ? 1 << i : 0;
            }
        }
        return without[own];
    }

    private static List<Header> defaults(boolean tls, Header resources) {
        List<Header> headers = new ArrayList<>(DEFAULTS);
        headers.add(resources);
        if (tls) {
            headers.add(TLS_ONLY);
        }
        return headers;
    }

    private static byte[] bytes(List<Header> headers) {
        return headers.stream()
                .map(each -> "\r\n" + each.name() + ": " + each.value())
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
