package io.twinpath.bootstrap.http;

import java.util.List;

/**
 * All of a request but its body.
 *
 * @param length of the body in bytes, 0 for none; of no meaning when it comes in chunks
 * @param expectsContinue whether the body may only come after a 100 (RFC 9110, section 10.1.1)
 */
record Head(
        String method,
        String target,
        List<Header> headers,
        boolean chunked,
        int length,
        boolean expectsContinue,
        boolean persistent) {
    Request with(byte[] body) {
        return new Request(method, target, headers, body, persistent);
    }
}
