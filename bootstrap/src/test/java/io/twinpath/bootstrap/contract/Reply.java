package io.twinpath.bootstrap.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param headers by their names in lower case
 */
record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String mediaType() {
        return header("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    }

    boolean closes() {
        return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }
}
