package io.twinpath.bootstrap.http;

import io.twinpath.rest.Problem;
import io.twinpath.rest.ProblemDocument;
import io.twinpath.rest.WebAnswer;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An answer; how long its body is, its date and whether the connection ends are put in as it leaves. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, List<Header> headers, byte[] body) {
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] LAST_END = "\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    public static Answer of(Problem problem) {
        ProblemDocument document = problem.document();
        List<Header> headers = new ArrayList<>();
        document.headers().forEach((name, value) -> headers.add(new Header(name, value)));
        return new Answer(document.status(), headers, document.body());
    }

    public static Answer of(WebAnswer file) {
        List<Header> headers = new ArrayList<>();
        file.headers().forEach((name, value) -> headers.add(new Header(name, value)));
        return new Answer(file.status(), headers, file.body());
    }

    /** A page that is not to be stored. */
    public static Answer page(String type, byte[] body) {
        return new Answer(
                200, List.of(new Header("Content-Type", type), new Header("Cache-Control", "no-store")), body);
    }

    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }

    /**
     * As it goes over the wire (RFC 9112, section 4).
     *
     * @param toHead without the body, as HEAD wants it
     * @param last whether the connection is closed after it
     * @param standing has the headers of every answer
     */
    byte[] encoded(boolean toHead, boolean last, StandingHeaders standing) {
        boolean bodiless = status == 204 || status == 304;
        StringBuilder head =
                new StringBuilder(256).append("HTTP/1.1 ").append(status).append(' ');
        Status known = Status.fromStatusCode(status);
        head.append(known == null ? "" : known.getReasonPhrase());
        boolean sized = bodiless;
        for (Header each : headers) {
            append(head, each.name(), each.value());
            sized |= each.is("Content-Length");
        }
        append(head, "Date", HttpDate.now());
        if (!sized) {
            append(head, "Content-Length", Integer.toString(body.length));
        }
        byte[] own = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] more = standing.besides(headers);
        byte[] end = last ? LAST_END : END;
        int start = own.length + more.length + end.length;
        byte[] bytes = Arrays.copyOf(own, start + (toHead || bodiless ? 0 : body.length));
        System.arraycopy(more, 0, bytes, own.length, more.length);
        System.arraycopy(end, 0, bytes, start - end.length, end.length);
        System.arraycopy(body, 0, bytes, start, bytes.length - start);
        return bytes;
    }

    private static void append(StringBuilder head, String name, String value) {
        int start = head.append("\r\n").append(name).append(": ").length();
        head.append(value);
        for (int i = start; i < head.length(); i++) {
            if (head.charAt(i) < ' ' || head.charAt(i) > '~') {
                head.setCharAt(i, '?'); // no value may begin a line of its own
            }
        }
    }
}
