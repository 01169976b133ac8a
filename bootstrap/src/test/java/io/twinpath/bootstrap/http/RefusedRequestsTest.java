package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.rest.AnsweredRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers could read in two ways, or is too much: one answer, and nothing after it is taken for a request. */
@ParameterizedClass
@EnumSource(Wire.class)
class RefusedRequestsTest {
    private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final List<String> handled = new CopyOnWriteArrayList<>();

    private static Listening server;

    @BeforeParameterizedClassInvocation
    static void open(Wire wire) {
        server = new Listening(
                exchange -> {
                    handled.add(exchange.request().target());
                    exchange.answer(Answer.page("text/plain", exchange.request().body()));
                },
                Listening.BOUNDS,
                Listening.LIMITS,
                wire,
                Origins.NONE);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        server.close();
    }

    @Parameter
    private Wire wire;

    static Stream<String> bodies() {
        return Stream.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n\r\n12345",
                "Content-Length: 5\r\ncontent-length: 6\r\n\r\n12345",
                "Content-Length: 5, 5\r\n\r\n12345",
                "Content-Length: -5\r\n\r\n",
                "Content-Length: +5\r\n\r\n12345",
                "Content-Length: 0x5\r\n\r\n12345",
                "Content-Length: 5 5\r\n\r\n12345",
                "Content-Length:\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunkedx\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n",
                "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Content-Length : 5\r\n\r\n12345",
                "Content-Length\t: 5\r\n\r\n12345",
                " Content-Length: 5\r\n\r\n12345",
                "X: y\r\n Content-Length: 5\r\n\r\n12345",
                "X: y\r\n\tfolded\r\n\r\n",
                "X: y\nContent-Length: 5\r\n\r\n12345",
                "X: y\rContent-Length: 5\r\n\r\n12345",
                "X: y\n\n",
                "X: y\r\r\n\r\n",
                "X: a\0b\r\n\r\n",
                "X\0: a\r\n\r\n",
                "X: a\u0007b\r\n\r\n",
                ": no name\r\n\r\n",
                "no colon\r\n\r\n",
                "Bad{Name: x\r\n\r\n",
                "Host: localhost\r\n\r\n",
                "Expect: miracles\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nz\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n 1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n000000001\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1;a\rb\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\na\n\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 5\r\n\r\n12345",
                "Transfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(200) + "\r\na\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_head_or_body_that_could_be_read_in_two_ways_is_one_400(String rest) throws IOException {
        assertRefused("POST / HTTP/1.1\r\nHost: localhost\r\n" + rest, 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: local host\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a:b:c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: <script>\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost:999999\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: user@localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%2 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%\u00b2a HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a|b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /?q=%z HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /?q={} HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /#a HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET \u00e9 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET http://other/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET http://localhost@other/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET ftp://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1 \r\nHost: localhost\r\n\r\n",
                " GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET\t/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/1.2\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/01.1\r\nHost: localhost\r\n\r\n",
                "GET / http/1.1\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\nHost: localhost\n\n",
                "\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\u0016\u0003\u0001"
            })
    void so_is_a_bad_line_or_host(String request) throws IOException {
        assertRefused(request, 400, "malformed-request");
    }

    @Test
    void what_is_too_large_is_said_to_be_as_soon_as_it_is_known() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\n";
        assertRefused("GET /" + "a".repeat(17_000), 414, "target-too-long");
        assertRefused(head + "X: " + "x".repeat(17_000), 431, "headers-too-large");
        assertRefused(head + "X: y\r\n".repeat(64) + "\r\n", 431, "headers-too-large");
        assertRefused(head + "Content-Length: 16385\r\n\r\n", 413, "body-too-large");
        assertRefused(head + "Content-Length: 16385\r\nExpect: 100-continue\r\n\r\n", 413, "body-too-large");
        assertRefused(head + "Transfer-Encoding: chunked\r\n\r\n4001\r\n", 413, "body-too-large");
        assertRefused(head + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n", 413, "body-too-large");
        assertRefused(
                head + "Transfer-Encoding: chunked\r\n\r\n" + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(4)
                        + "1\r\nx\r\n",
                413,
                "body-too-large");
    }

    @Test
    void what_is_just_not_too_large_goes_through() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String body = "x".repeat(16 * 1024);
        assertThat(server.send(head + "Content-Length: 16384\r\n\r\n" + body)).endsWith("\r\n\r\n" + body);
        assertThat(server.send(head + "Transfer-Encoding: chunked\r\n\r\n4000\r\n" + body + "\r\n0\r\n\r\n"))
                .endsWith("\r\n\r\n" + body);
    }

    private void assertRefused(String request, int status, String type) throws IOException {
        server.told.clear();
        handled.clear();
        String answer = server.send(request + NEXT);
        assertThat(answer)
                .as("%s: %s", wire, request)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(
                        "\r\nContent-Type: application/problem+json\r\n",
                        "\r\nCache-Control: no-store\r\n",
                        "\r\nConnection: close\r\n\r\n{\"type\":\"/problems/" + type + "\",\"title\":\"")
                .doesNotContain("<html", "Exception", "\r\nServer:");
        assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
        assertThat(handled).isEmpty();
        AnsweredRequest told = server.told();
        assertThat(told.route()).isEqualTo(AnsweredRequest.UNMATCHED);
        assertThat(server.told).extracting(AnsweredRequest::status).containsExactly(status);
    }
}
