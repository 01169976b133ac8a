package io.twinpath.bootstrap.http;

import io.twinpath.rest.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes requests of the bytes of one connection, whichever pieces these come in; it holds none between requests. */
final class RequestReader {
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int size;
    private int scanned;
    private int lineStart;
    private int lines;
    private @Nullable Head head;
    private int bodyStart;
    private @Nullable ChunkedBody chunks;

    void append(ByteBuffer more) {
        int length = more.remaining();
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, size == 0 ? length : Math.max(size + length, 2 * size));
        }
        more.get(bytes, size, length);
        size += length;
    }

    /** Of what has arrived and was not yet given. */
    int size() {
        return size;
    }

    /** Whether what has arrived says already what is asked for. */
    boolean hasRequestLine() {
        return lines > 0;
    }

    /** As far as it is known. */
    String method() {
        return head == null ? "" : head.method();
    }

    /** Whether the rest will only come after a 100; true once. */
    boolean takeExpectation() {
        if (head == null || !head.expectsContinue() || size > bodyStart) {
            return false;
        }
        head = new Head(
                head.method(), head.target(), head.headers(), head.chunked(), head.length(), false, head.persistent());
        return true;
    }

    /** The next whole request, or null while it has not arrived. */
    @Nullable Request next() throws Refused {
        Head current = head;
        if (current == null) {
            if (!scanHead()) {
                return null;
            }
            current = HeadParser.parse(bytes, leading(), bodyStart);
            head = current;
            chunks = current.chunked() ? new ChunkedBody(bodyStart) : null;
        }
        if (chunks != null) {
            return chunks.read(bytes, size) ? finish(current.with(chunks.bytes()), chunks.end()) : null;
        }
        int end = bodyStart + current.length();
        return size < end ? null : finish(current.with(Arrays.copyOfRange(bytes, bodyStart, end)), end);
    }

    /** An empty line may stand before a request (RFC 9112, section 2.2). */
    private int leading() {
        return bytes[0] == '\r' ? 2 : 0;
    }

    /** Finds the empty line that ends the head, and refuses what could make another reader find it elsewhere. */
    private boolean scanHead() throws Refused {
        for (; scanned < size; scanned++) {
            byte b = bytes[scanned];
            boolean lineEnds = b == '\r';
            if (scanned + (lineEnds ? 1 : 0) >= MAX_HEAD_BYTES) {
                throw new Refused(lines == 0 ? Problem.TARGET_TOO_LONG : Problem.HEADERS_TOO_LARGE);
            }
            if (b < 0 || (b >= ' ' && b != 0x7f) || b == '\t') {
                continue;
            }
            if (lineEnds && scanned + 1 == size) {
                return false;
            }
            if (!lineEnds || bytes[++scanned] != '\n') {
                throw new Refused(Problem.MALFORMED_REQUEST);
            }
            if (endLine()) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is the one that ends the head. */
    private boolean endLine() throws Refused {
        boolean empty = scanned - lineStart == 1;
        lineStart = scanned + 1;
        if (empty && lines == 0 && scanned > 1) {
            throw new Refused(Problem.MALFORMED_REQUEST);
        }
        lines += empty ? 0 : 1;
        bodyStart = lineStart;
        return empty && lines > 0;
    }

    private Request finish(Request request, int end) {
        bytes = end == size ? NONE : Arrays.copyOfRange(bytes, end, size);
        size = bytes.length;
        head = null;
        chunks = null;
        scanned = 0;
        lineStart = 0;
        lines = 0;
        return request;
    }
}
