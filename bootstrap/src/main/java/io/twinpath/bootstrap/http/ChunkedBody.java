package io.twinpath.bootstrap.http;

import io.twinpath.rest.Problem;
import io.twinpath.rest.RestApplication;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body in chunks (RFC 9112, section 7.1), put together as it arrives; extensions are ignored, trailers refused. */
final class ChunkedBody {
    private static final int MAX_SIZE_LINE = 128;
    private static final int MAX_RAW_BYTES = 4 * RestApplication.MAX_BODY_BYTES;
    private static final Pattern SIZE_LINE = Pattern.compile("([0-9A-Fa-f]{1,8}+)(?:[ \t]*;[ -~\t]*+)?");

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int start;
    private int position;
    private boolean complete;

    /** @param start of the first chunk in the bytes that follow */
    ChunkedBody(int start) {
        this.start = start;
        this.position = start;
    }

    /** Whether all of it is there; the bytes are those of before and more. */
    boolean read(byte[] bytes, int end) throws Refused {
        while (!complete) {
            int lineEnd = lineEnd(bytes, end);
            if (lineEnd < 0) {
                return false;
            }
            int size = size(bytes, lineEnd);
            int next = lineEnd + 2 + size + 2;
            if (body.size() + size > RestApplication.MAX_BODY_BYTES || next - start > MAX_RAW_BYTES) {
                throw new Refused(Problem.BODY_TOO_LARGE);
            }
            if (next > end) {
                return false;
            }
            if (bytes[next - 2] != '\r' || bytes[next - 1] != '\n') {
                throw new Refused(Problem.MALFORMED_REQUEST);
            }
            body.write(bytes, lineEnd + 2, size);
            position = next;
            complete = size == 0;
        }
        return true;
    }

    /** Where the next request begins. */
    int end() {
        return position;
    }

    byte[] bytes() {
        return body.toByteArray();
    }

    /** Of the line's CRLF, or -1 while that has not arrived. */
    private int lineEnd(byte[] bytes, int end) throws Refused {
        int limit = Math.min(end, position + MAX_SIZE_LINE);
        for (int i = position; i < limit; i++) {
            if (bytes[i] == '\n') {
                throw new Refused(Problem.MALFORMED_REQUEST);
            }
            if (bytes[i] == '\r' && i + 1 < end) {
                return i;
            }
        }
        if (end - position >= MAX_SIZE_LINE) {
            throw new Refused(Problem.MALFORMED_REQUEST);
        }
        return -1;
    }

    private int size(byte[] bytes, int lineEnd) throws Refused {
        Matcher line = SIZE_LINE.matcher(new String(bytes, position, lineEnd - position, StandardCharsets.ISO_8859_1));
        if (bytes[lineEnd + 1] != '\n' || !line.matches()) {
            throw new Refused(Problem.MALFORMED_REQUEST);
        }
        long size = Long.parseLong(line.group(1), 16);
        if (size > RestApplication.MAX_BODY_BYTES) {
            throw new Refused(Problem.BODY_TOO_LARGE);
        }
        return (int) size;
    }
}
