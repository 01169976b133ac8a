package io.twinpath.bootstrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** What holds for every answer, whatever was sent. */
final class Standing {
    private static final Pattern INSIDE = Pattern.compile(
            "Exception\\b|\\bat [a-z]\\w*(?:\\.\\w+)+\\(|\\b(?:io\\.twinpath|org\\.[a-z]+|com\\.[a-z]+|java\\.[a-z]+)\\."
                    + "|\\bSELECT \\w|\\bINSERT INTO|\\bUPDATE \\w+ SET|SQLSTATE|r2dbc:|jdbc:|postgresql:");

    /** By which an attacker learns what runs here, or that a browser takes as leave. */
    private static final List<String> NEVER = List.of(
            "Server", "X-Powered-By", "Via", "Set-Cookie", "Location", "Upgrade", "Access-Control-Allow-Credentials");

    /** The same for every cause. */
    private static final String UNAUTHORIZED = "{\"type\":\"/problems/unauthorized\","
            + "\"title\":\"A valid access token or log-in is needed\",\"status\":401,\"request_id\":\"%s\"}";

    private Standing() {}

    static void check(Sent sent, Got got) {
        assertThat(got.status()).isNotEqualTo(500);
        assertThat(INSIDE.matcher(got.toString()).results().map(each -> each.group()))
                .as("the inside in " + got)
                .isEmpty();
        assertThat(NEVER).filteredOn(got::has).isEmpty();
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(got.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(got.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(got.header("Cross-Origin-Resource-Policy"))
                .isEqualTo(got.has("Access-Control-Allow-Origin") ? "cross-origin" : "same-origin");
        assertThat(got.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(got.header("Cache-Control")).isNotEmpty();
        if (sent.isForApi()) {
            assertThat(got.header("Content-Type")).doesNotContain("html");
            assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(got.has("WWW-Authenticate")).isEqualTo(got.status() == 401);
        if (got.status() >= 400) {
            problem(sent, got);
        }
    }

    private static void problem(Sent sent, Got got) {
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        assertThat(got.header("Content-Type")).isEqualTo("application/problem+json");
        String id = got.header("X-Request-Id");
        assertThat(id).matches("[A-Za-z0-9._-]{8,64}");
        if (got.status() == 401) {
            assertThat(got.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"twinpath\"");
        }
        if (!sent.isHead()) {
            assertThat(got.body()).contains("\"status\":" + got.status() + ",\"request_id\":\"" + id + "\"");
        }
        if (got.status() == 401 && !sent.isHead()) {
            assertThat(got.body()).isEqualTo(UNAUTHORIZED, id);
        }
    }
}
