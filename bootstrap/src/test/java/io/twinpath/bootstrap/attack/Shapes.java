package io.twinpath.bootstrap.attack;

import static io.twinpath.bootstrap.attack.Sent.get;
import static io.twinpath.bootstrap.attack.Sent.post;
import static io.twinpath.bootstrap.attack.Sent.raw;
import static io.twinpath.bootstrap.attack.Sent.to;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What many attacks have in common. */
final class Shapes {
    static final String PROFILE = "/api/v1/profile";
    static final String SETTINGS = "/api/v1/settings";
    static final String LOGIN = "/api/v1/auth/login";
    static final String LOGOUT = "/api/v1/auth/logout";
    static final String CHANGE = "/api/v1/auth/password";

    static final String CODING = "Content-Encoding";
    static final String CONDITION = "If-Match";
    static final String KEY = "Idempotency-Key";
    static final String MERGE = "application/merge-patch+json";
    static final String EVIL = "https://evil.example";
    static final String SCRIPT = "<script>alert(1)</script>";

    private static final String HIDDEN = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private Shapes() {}

    /** A read of the profile with that token. */
    static Sent with(String token) {
        return authorized("Bearer " + token);
    }

    static Sent authorized(String credentials) {
        return get(PROFILE).header("Authorization", credentials);
    }

    static Sent logIn(String name, String password) {
        String json = "{\"login\":\"" + name + "\",\"password\":\"" + password + "\"}";
        return form("application/json", Sent.utf8(json));
    }

    /** With a member more. */
    static Sent logInWith(String member) {
        return post(LOGIN, "{" + member + ",'login':'ann','password':'wrong'}");
    }

    /** A log-in as a page of others sends it. */
    static Sent form(String type, String body) {
        return to("POST", LOGIN)
                .header("Origin", EVIL)
                .header("Content-Type", type)
                .body(body);
    }

    static Sent preflight(String origin, String method) {
        return to("OPTIONS", PROFILE).header("Origin", origin).header("Access-Control-Request-Method", method);
    }

    /** A head of those lines, and behind it another request. */
    static Sent head(String... lines) {
        return raw(String.join("\r\n", lines) + "\r\n\r\n" + HIDDEN);
    }

    /** A log-in that another reader could end elsewhere, and behind it another request. */
    static Sent smuggled(String rest) {
        String start = "POST " + LOGIN + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        return raw(start + rest + HIDDEN);
    }

    static Sent coding(String value) {
        return smuggled("Transfer-Encoding: " + value + "\r\n\r\n0\r\n\r\n");
    }

    static Sent length(String value) {
        return smuggled("Content-Length: " + value + "\r\n\r\nabcd");
    }

    static Sent chunked(String chunks) {
        return smuggled("Transfer-Encoding: chunked\r\n\r\n" + chunks);
    }

    /** A request within the body of another. */
    static Sent nested() {
        return get(PROFILE).body(HIDDEN);
    }

    static String basic(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** A text as the bytes of an encoding. */
    static String in(String encoding, String text) {
        return new String(text.getBytes(Charset.forName(encoding)), StandardCharsets.ISO_8859_1);
    }
}
