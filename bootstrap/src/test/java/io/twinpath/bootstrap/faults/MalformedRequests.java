package io.twinpath.bootstrap.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests that are wrong in themselves, and what each is to be answered. */
final class MalformedRequests {
    private static final String PROFILE = "/api/v1/profile";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final double QUICK_MILLIS = 50;

    private MalformedRequests() {}

    static void tooLarge(TestBed bed) {
        String token = token(bed);
        expect(bed, "a header of 20 KB", Set.of(431), get(PROFILE, "X-Large: " + "a".repeat(20_000) + "\r\n"));
        expect(bed, "200 headers", Set.of(431), get(PROFILE, "X-More: a\r\n".repeat(200)));
        expect(bed, "a target of 20 KB", Set.of(414), get(PROFILE + "?q=" + "a".repeat(20_000), ""));
        expect(
                bed,
                "a body of 20 KB",
                Set.of(413),
                HttpConnection.withBody(
                        "PATCH", PROFILE, token, JSON, "{\"full_name\":\"" + "a".repeat(20_000) + "\"}"));
        expect(
                bed,
                "a body of 20 KB in chunks",
                Set.of(413),
                "PATCH " + PROFILE + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n4e20\r\n" + "a".repeat(20_000) + "\r\n0\r\n\r\n");
    }

    /** What two servers in a row could take for one request or two. */
    static void smuggle(TestBed bed) throws IOException {
        String hidden = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Map<String, String> shapes = Map.of(
                "length and coding", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "a coding of another name", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "a coding twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "a coding with a tab", "Transfer-Encoding:\tchunked, identity\r\n\r\n0\r\n\r\n",
                "a blank before the colon", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "two lengths", "Content-Length: 0\r\nContent-Length: 4\r\n\r\nabcd",
                "a length with a sign", "Content-Length: +4\r\n\r\nabcd",
                "lengths in a list", "Content-Length: 4, 4\r\n\r\nabcd",
                "a folded header", "X-Folded: a\r\n b\r\nContent-Length: 0\r\n\r\n",
                "a chunk size with a sign", "Transfer-Encoding: chunked\r\n\r\n+4\r\nabcd\r\n0\r\n\r\n");
        for (Map.Entry<String, String> shape : shapes.entrySet()) {
            try (HttpConnection connection = new HttpConnection(bed.port(), LIMIT)) {
                connection.send("PATCH " + PROFILE + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + token(bed) + "\r\n" + JSON + shape.getValue() + hidden);
                HttpAnswer answer = connection.receive();
                if (answer.status() != 400) {
                    bed.finding(shape.getKey() + " is answered " + answer.status() + ", not 400");
                }
                if (!connection.ends(Duration.ofSeconds(1))) {
                    bed.finding(shape.getKey() + ": the connection goes on after " + answer.status());
                }
            } catch (IOException e) {
                bed.finding(shape.getKey() + ": no answer, " + e);
            }
        }
    }

    static void targets(TestBed bed) {
        for (String host : List.of("a b", "a/b", "test:99999999", "[::1", "a\"b", "tést")) {
            expect(bed, "Host " + host, Set.of(400), "GET " + PROFILE + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        }
        expect(bed, "no Host", Set.of(400), "GET " + PROFILE + " HTTP/1.1\r\n\r\n");
        expect(bed, "two Hosts", Set.of(400), "GET " + PROFILE + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        for (String target : List.of("/%", "/%zz", "/a|b", "/a\"b", "/{id}", "/a\\b", "/é", "/%00%", "//[", "/a^b")) {
            expect(bed, "target " + target, Set.of(400), get(target, ""));
        }
        expect(bed, "another protocol", Set.of(400, 505), "GET " + PROFILE + " HTTP/3.7\r\nHost: localhost\r\n\r\n");
        expect(bed, "no protocol at all", Set.of(400, 501, 505), "\u0016\u0003\u0001\u0002 hello\r\n\r\n");
    }

    static void json(TestBed bed) {
        List<String> bodies = List.of(
                "",
                "{",
                "nul",
                "[]",
                "\"text\"",
                "{\"full_name\":}",
                "{\"full_name\":1}",
                "{\"full_name\":{}}",
                "{\"full_name\":null}",
                "{\"full_name\":\"\\ud800\"}",
                "{\"full_name\":\"a\",\"full_name\":\"b\"}",
                "{\"full_name\":\"a\"}{}",
                "{\"nothing\":1}",
                "{'full_name':'a'}",
                "[".repeat(5_000),
                "{\"full_name\":" + "1".repeat(10_000) + "}",
                "{\"full_name\":1e999999999}",
                "{\"full_name\":\"" + "a".repeat(8_000) + "\"}");
        for (String body : bodies) {
            String request = HttpConnection.withBody("PATCH", PROFILE, token(bed), JSON, body);
            double least = Double.MAX_VALUE;
            for (int i = 0; i < 3; i++) { // once can be late for other reasons
                long begun = System.nanoTime();
                expect(bed, body.substring(0, Math.min(30, body.length())), Set.of(400, 422), request);
                least = Math.min(least, (System.nanoTime() - begun) / 1e6);
            }
            if (least > QUICK_MILLIS) {
                bed.finding(String.format("%.0f ms for %.30s", least, body));
            }
        }
    }

    static void mediaTypes(TestBed bed) {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "*/*")) {
            expect(
                    bed,
                    "Content-Type " + type,
                    Set.of(415),
                    HttpConnection.withBody(
                            "PATCH", PROFILE, token(bed), "Content-Type: " + type + "\r\n", "{\"full_name\":\"a\"}"));
        }
        for (String type : List.of("text/html", "application/xml", "image/*")) {
            expect(
                    bed,
                    "Accept " + type,
                    Set.of(406),
                    get(PROFILE, "Authorization: Bearer " + token(bed) + "\r\nAccept: " + type + "\r\n"));
        }
    }

    private static void expect(TestBed bed, String what, Set<Integer> statuses, String request) {
        HttpAnswer answer = HttpConnection.once(bed.port(), request, LIMIT);
        if (!statuses.contains(answer.status())) {
            bed.finding(what + " is answered " + answer.status() + ", not " + statuses + ": " + answer.body());
        }
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String token(TestBed bed) {
        return bed.token(bed.users().get(0));
    }
}
