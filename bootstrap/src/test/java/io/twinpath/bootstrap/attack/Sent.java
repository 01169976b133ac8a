package io.twinpath.bootstrap.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A request as an attacker sends it. Each of its characters up to U+00FF is one byte on the wire.
 *
 * @param head with all but the empty line that ends it
 */
record Sent(Door door, List<String> head, String body) {
    static Sent get(String target) {
        return to("GET", target);
    }

    static Sent post(String target, String json) {
        return withBody("POST", target, json);
    }

    static Sent patch(String target, String json) {
        return withBody("PATCH", target, json);
    }

    static Sent put(String target, String json) {
        return withBody("PUT", target, json);
    }

    static Sent to(String method, String target) {
        return new Sent(Door.API, List.of(method + " " + target + " HTTP/1.1", "Host: localhost"), "");
    }

    /** With single quotes for the double ones of JSON, which are hard to read here. */
    private static Sent withBody(String method, String target, String json) {
        return to(method, target).header("Content-Type", "application/json").body(json.replace('\'', '"'));
    }

    /** A text as the bytes of its UTF-8. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Exactly these bytes. */
    static Sent raw(String text) {
        return new Sent(Door.API, List.of(), text);
    }

    Sent at(Door other) {
        return new Sent(other, head, body);
    }

    Sent header(String name, String value) {
        List<String> more = new ArrayList<>(head);
        more.add(name + ": " + value);
        return new Sent(door, more, body);
    }

    /** In place of the one that was there. */
    Sent with(String name, String value) {
        return without(name).header(name, value);
    }

    Sent without(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return new Sent(
                door,
                head.stream()
                        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start))
                        .toList(),
                body);
    }

    Sent bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    Sent by(Token token) {
        return bearer(token.signed());
    }

    Sent body(String text) {
        return new Sent(door, head, text);
    }

    boolean isHead() {
        return !head.isEmpty() && head.get(0).startsWith("HEAD ");
    }

    boolean isForApi() {
        return door == Door.API && !head.isEmpty() && head.get(0).contains("/api/");
    }

    /** On a connection that ends with its answer. */
    byte[] bytes() {
        String start = "";
        if (!head.isEmpty()) {
            boolean bodiless = body.isEmpty() && head.get(0).startsWith("GET ");
            start = head.stream().map(line -> line + "\r\n").collect(Collectors.joining())
                    + (bodiless ? "" : "Content-Length: " + body.length() + "\r\n")
                    + "Connection: close\r\n\r\n";
        }
        return (start + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }
}
