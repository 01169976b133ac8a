package io.twinpath.bootstrap.http;

import java.util.List;
import java.util.Optional;

/**
 * A whole request, sound and with all of its body.
 *
 * @param target path and query, as they stood there
 * @param persistent whether the connection may go on after its answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Request(String method, String target, List<Header> headers, byte[] body, boolean persistent) {
    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The value of that header, where there is just one. */
    Optional<String> only(String name) {
        List<String> values = values(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** All values of a header, in their order. */
    public List<String> values(String name) {
        return Header.values(headers, name);
    }

    /** All values of a header, as one (RFC 9110, section 5.3); empty when there is none. */
    public String header(String name) {
        return String.join(",", values(name));
    }

    /** Whether it asks for what there is. */
    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether it asks to change nothing (RFC 9110, section 9.2.1). */
    boolean isSafe() {
        return isRead() || method.equals("OPTIONS");
    }
}
