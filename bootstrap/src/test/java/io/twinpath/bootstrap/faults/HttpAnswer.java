package io.twinpath.bootstrap.faults;

import java.util.Map;
import java.util.Optional;

/**
 * What came back over a connection.
 *
 * @param status 0 when there was no answer, or not all of one
 * @param headers by their names in lower case
 * @param body with why there is none when the status is 0
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
    static HttpAnswer none(String why) {
        return new HttpAnswer(0, Map.of(), why);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean keepsAlive() {
        return status > 0 && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
}
