package io.twinpath.bootstrap.contract;

import static io.twinpath.bootstrap.contract.Grammar.pick;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** Ways to spoil a request, from its address to its bytes. */
final class Mutations {
    private static final List<BiFunction<Draft, Random, Draft>> ALL = List.of(
            Mutations::method,
            Mutations::path,
            Mutations::path,
            Mutations::query,
            Mutations::header,
            Mutations::header,
            Mutations::header,
            Mutations::authorization,
            Mutations::mediaType,
            BodyMutations::structure,
            BodyMutations::structure,
            BodyMutations::structure,
            BodyMutations::bytes,
            BodyMutations::other,
            Mutations::framing,
            Mutations::raw);

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "OPTIONS",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "GETT",
            "G",
            "M".repeat(64),
            "M".repeat(65),
            "QUERY");

    private static final List<String> ODD = List.of(
            "",
            "*",
            "\"",
            "\"\"",
            "\"7",
            "W/",
            "\"7\",\"8\"",
            ",",
            ";",
            "=",
            "a=b;c",
            "\u0001",
            "é",
            "🙂",
            "%00",
            "${jndi:ldap://x}",
            "'; --",
            "../../etc/passwd",
            "0",
            "-1",
            "99999999999999999999",
            "true",
            "null",
            "{}",
            "a".repeat(300),
            "a".repeat(9000),
            "\"" + "a".repeat(3000) + "\"");

    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "If-Range",
            "Range",
            "Idempotency-Key",
            "X-Request-Id",
            "traceparent",
            "tracestate",
            "Cookie",
            "Origin",
            "Referer",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-HTTP-Method-Override",
            "Forwarded",
            "Content-Encoding",
            "Content-Language",
            "Content-Location",
            "Upgrade",
            "TE",
            "Trailer",
            "Via",
            "Warning",
            "Authorization",
            "Prefer",
            "Priority",
            "X-A",
            "Date");

    private static final List<String> ACCEPTED = List.of(
            "application/json",
            "*/*",
            "text/html",
            "text/*;q=0",
            "application/*",
            "application/json;q=0",
            "a/b",
            "a",
            "/",
            "application/json;charset=utf-16",
            "application/json;charset=nothing",
            "*/*;q=2",
            "*;q=.2",
            "application/problem+json",
            "text/html;level=1, application/json;q=0.5",
            "image/png",
            "application/xml",
            "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
            ",",
            "application/json;a=\"");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/merge-patch+json",
            "application/json; charset=utf-8",
            "application/json; charset=utf-16",
            "application/json; charset=nothing",
            "application/json;charset=\"",
            "application/json;a=b;c",
            "application/xml",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/JSON",
            "*/*",
            "application/*",
            "a",
            "/",
            "",
            "a/b/c",
            "application/json-patch+json",
            "application/octet-stream",
            "text/json",
            "application/vnd.a+json");

    private static final List<String> BROKEN_TOKENS = List.of(
            "Bearer",
            "Bearer ",
            "bearer x",
            "Basic YW5uOmFubg==",
            "Bearer a.b.c",
            "Bearer ..",
            "Bearer " + "a".repeat(5000),
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
            "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
            "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJleHAiOjF9.c2ln",
            "Bearer \u0000",
            "Token x",
            "Bearer é",
            "Bearer eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiYSJdLCJhIjoxfQ.e30.c2ln",
            "Bearer W10.W10.W10",
            "Bearer e30.e30.e30");

    private Mutations() {}

    static Draft any(Draft draft, Random random) {
        return draft.wire().isPresent() ? raw(draft, random) : pick(random, ALL).apply(draft, random);
    }

    private static Draft method(Draft draft, Random random) {
        return draft.method(pick(random, METHODS));
    }

    private static Draft path(Draft draft, Random random) {
        String path = draft.target();
        int slash = path.lastIndexOf('/');
        String head = path.substring(0, slash + 1);
        String tail = path.substring(slash + 1);
        return draft.target(
                switch (random.nextInt(20)) {
                    case 0 -> path + "/";
                    case 1 -> path + "//";
                    case 2 -> "/" + path;
                    case 3 -> head + "./" + tail;
                    case 4 -> head + "x/../" + tail;
                    case 5 -> head + "%2e%2e/" + tail;
                    case 6 -> path + ";a=b";
                    case 7 -> head + ";a/" + tail;
                    case 8 -> path.replace("a", "%61");
                    case 9 -> path.toUpperCase(java.util.Locale.ROOT);
                    case 10 -> path + "%00";
                    case 11 -> path + "%C0%AF";
                    case 12 -> path + "/" + pick(random, ODD);
                    case 13 -> path.replace("/", "%2F");
                    case 14 -> "http://fuzz" + path;
                    case 15 ->
                        pick(
                                random,
                                List.of(
                                        "*",
                                        "",
                                        "/",
                                        "//",
                                        "/%",
                                        "/{a}",
                                        "/..;/",
                                        "\\",
                                        "http://",
                                        "http://fuzz",
                                        "https://fuzz/",
                                        "fuzz:80"));
                    case 16 -> path + "a".repeat(random.nextInt(20000));
                    case 17 -> path.isEmpty() ? "/" : path.substring(0, random.nextInt(path.length()));
                    case 18 -> path + "%0d%0aX-A:%20b";
                    default -> path + "#a";
                });
    }

    private static Draft query(Draft draft, Random random) {
        return draft.target(draft.target() + "?"
                + pick(
                        random,
                        List.of(
                                "",
                                "a=b",
                                "a",
                                "=",
                                "&&",
                                "?",
                                "%",
                                "%zz",
                                "%00",
                                "access_token=a",
                                "a=%F0%9F%99%82",
                                "a[]=1",
                                "a=\u0001",
                                "<script>",
                                "a=" + "b".repeat(random.nextInt(20000)),
                                "page=-1&limit=99999999999",
                                "_method=DELETE")));
    }

    private static Draft header(Draft draft, Random random) {
        if (random.nextInt(6) == 0 && !draft.headers().isEmpty()) {
            List<String> fewer = new ArrayList<>(draft.headers());
            String line = fewer.remove(random.nextInt(fewer.size()));
            return random.nextBoolean() ? draft.headers(fewer) : draft.headers(doubled(draft.headers(), line));
        }
        if (random.nextInt(20) == 0) {
            List<String> more = new ArrayList<>(draft.headers());
            more.addAll(java.util.Collections.nCopies(random.nextInt(80), "X-A: b"));
            return draft.headers(more);
        }
        String name = pick(random, HEADERS);
        Draft cleared = random.nextBoolean() ? draft.without(name) : draft;
        return cleared.header(name, name.equals("Accept") ? pick(random, ACCEPTED) : pick(random, ODD));
    }

    private static List<String> doubled(List<String> lines, String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }

    private static Draft authorization(Draft draft, Random random) {
        if (random.nextInt(4) == 0) {
            return draft.without("Authorization");
        }
        String token =
                draft.find("Authorization").filter(each -> !each.isEmpty()).orElse("Bearer x");
        int place = random.nextInt(token.length());
        String spoiled = token.substring(0, place) + "x" + token.substring(Math.min(token.length(), place + 1));
        return draft.without("Authorization")
                .header("Authorization", random.nextBoolean() ? spoiled : pick(random, BROKEN_TOKENS));
    }

    private static Draft mediaType(Draft draft, Random random) {
        return draft.without("Content-Type").header("Content-Type", pick(random, TYPES));
    }

    /** Of where the request ends: sound, doubtful and wrong. */
    private static Draft framing(Draft draft, Random random) {
        int length = draft.body().length;
        return switch (random.nextInt(14)) {
            case 0 -> chunked(draft, random, "\r\n");
            case 1 -> chunked(draft, random, ";a=b\r\n");
            case 2 -> chunked(draft, random, "\n");
            case 3 -> chunked(draft, random, "\r\n").header("Content-Length", Integer.toString(length));
            case 4 -> draft.header("Content-Length", Integer.toString(length + 1 + random.nextInt(5)));
            case 5 -> draft.header("Content-Length", Integer.toString(Math.max(0, length - 1)));
            case 6 ->
                draft.header(
                        "Content-Length",
                        pick(random, List.of("-1", "+1", "0x1", "1, 1", "", "9".repeat(30), "1e3", "16385", "00")));
            case 7 ->
                draft.header("Content-Length", Integer.toString(length))
                        .header("Content-Length", Integer.toString(length));
            case 8 ->
                draft.header(
                        "Transfer-Encoding",
                        pick(random, List.of("gzip", "chunked, gzip", "identity", "chunked;a", "xchunked", "")));
            case 9 -> draft.header("Expect", pick(random, List.of("100-continue", "200-ok", "")));
            case 10 ->
                draft.header(
                        "Host",
                        pick(random, List.of("", "a b", "a,b", "[::1]", "fuzz:0", "fuzz:99999", "é", "a/b", "a@b")));
            case 11 -> draft.header("X-Folded", "a\r\n b");
            case 12 ->
                draft.header(
                        "Connection",
                        pick(random, List.of("close", "keep-alive", "upgrade", "close, x", "content-type")));
            default ->
                draft.headers(doubled(
                        draft.headers(),
                        pick(
                                random,
                                List.of(
                                        "no colon",
                                        ": a",
                                        "a : b",
                                        " a: b",
                                        "\u0000: a",
                                        "a\tb: c",
                                        "(a): b",
                                        "X-A: a\rb",
                                        "X-A: a\nb",
                                        "X-A: \u0000"))));
        };
    }

    private static Draft chunked(Draft draft, Random random, String end) {
        StringBuilder body = new StringBuilder();
        String whole = new String(draft.body(), StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < whole.length()) {
            int size = Math.min(whole.length() - at, 1 + random.nextInt(40));
            body.append(Integer.toHexString(size))
                    .append(end)
                    .append(whole, at, at + size)
                    .append("\r\n");
            at += size;
        }
        body.append(pick(
                random,
                List.of(
                        "0\r\n\r\n",
                        "0\r\n\r\n",
                        "0\r\n\r\n",
                        "0\r\nX-A: b\r\n\r\n",
                        "",
                        "-1\r\n\r\n",
                        "g\r\n",
                        "ffffffff\r\n",
                        "0;\r\n\r\n")));
        return draft.header("Transfer-Encoding", "chunked").body(body.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Of the bytes themselves. */
    private static Draft raw(Draft draft, Random random) {
        byte[] bytes = draft.bytes();
        if (bytes.length == 0) {
            return draft.wire(bytes);
        }
        int place = random.nextInt(bytes.length);
        return draft.wire(
                switch (random.nextInt(7)) {
                    case 0 -> BodyMutations.with(bytes, place, (byte) (bytes[place] ^ (1 << random.nextInt(8))));
                    case 1 -> BodyMutations.with(bytes, place, (byte) random.nextInt(256));
                    case 2 ->
                        BodyMutations.inserted(
                                bytes,
                                place,
                                pick(
                                        random,
                                        List.of("\r", "\n", "\r\n", "\r\n\r\n", "\0", " ", "\t", "HTTP/1.1", ":")));
                    case 3 -> java.util.Arrays.copyOf(bytes, place);
                    case 4 -> java.util.Arrays.copyOfRange(bytes, place, bytes.length);
                    case 5 ->
                        new String(bytes, StandardCharsets.ISO_8859_1)
                                .replaceFirst(
                                        "HTTP/1\\.1",
                                        pick(
                                                random,
                                                List.of(
                                                        "HTTP/1.0",
                                                        "HTTP/2.0",
                                                        "HTTP/1.2",
                                                        "http/1.1",
                                                        "HTTP/1.1 ",
                                                        "HTTP/9",
                                                        "")))
                                .getBytes(StandardCharsets.ISO_8859_1);
                    default -> {
                        byte[] noise = new byte[1 + random.nextInt(300)];
                        random.nextBytes(noise);
                        yield noise;
                    }
                });
    }
}
