package io.twinpath.bootstrap.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A request that is to be sent, in parts, for as long as it has such.
 *
 * @param headers as whole lines
 * @param wire what is sent instead of the parts
 */
record Draft(String method, String target, List<String> headers, byte[] body, Optional<byte[]> wire) {
    private static final byte[] NONE = {};

    static Draft of(String method, String target) {
        return new Draft(method, target, List.of(), NONE, Optional.empty());
    }

    Draft method(String other) {
        return new Draft(other, target, headers, body, wire);
    }

    Draft target(String other) {
        return new Draft(method, other, headers, body, wire);
    }

    Draft headers(List<String> others) {
        return new Draft(method, target, List.copyOf(others), body, wire);
    }

    Draft body(byte[] other) {
        return new Draft(method, target, headers, other, wire);
    }

    Draft wire(byte[] bytes) {
        return new Draft(method, target, headers, body, Optional.of(bytes));
    }

    Draft header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return headers(more);
    }

    Draft without(String name) {
        return headers(headers.stream().filter(line -> !isOf(line, name)).toList());
    }

    /** Its value, the first one. */
    Optional<String> find(String name) {
        return headers.stream()
                .filter(line -> isOf(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Whether nothing about it can leave open where it ends. */
    boolean isSound() {
        return wire.isEmpty()
                && Stream.of("Content-Length", "Transfer-Encoding", "Expect", "Connection", "Host")
                        .noneMatch(name -> find(name).isPresent())
                && Stream.concat(Stream.of(method, target), headers.stream())
                        .allMatch(part -> part.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                && headers.stream().allMatch(line -> line.matches("[A-Za-z0-9-]+:.*"))
                && method.matches("[A-Za-z]+")
                && !target.contains(" ");
    }

    /** Whether its answer has no body. */
    boolean isToHead() {
        return wire.map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).startsWith("HEAD "))
                .orElse(method.equals("HEAD"));
    }

    /** As it goes over the wire. */
    byte[] bytes() {
        if (wire.isPresent()) {
            return wire.get();
        }
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (find("Host").isEmpty()) {
            head.append("Host: fuzz\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        boolean framed =
                find("Content-Length").isPresent() || find("Transfer-Encoding").isPresent();
        if (!framed && (body.length > 0 || !method.matches("GET|HEAD|OPTIONS|DELETE"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** The same with something less, the greatest steps first. */
    Stream<Draft> smaller() {
        if (wire.isPresent()) {
            return pieces(wire.get()).map(this::wire);
        }
        Stream<Draft> fewerHeaders = IntStream.range(0, headers.size()).mapToObj(i -> {
            List<String> fewer = new ArrayList<>(headers);
            fewer.remove(i);
            return headers(fewer);
        });
        Stream<Draft> shorterHeaders = IntStream.range(0, headers.size())
                .filter(i -> headers.get(i).length() > 40)
                .mapToObj(i -> {
                    List<String> shorter = new ArrayList<>(headers);
                    shorter.set(i, headers.get(i).substring(0, headers.get(i).length() / 2));
                    return headers(shorter);
                });
        return Stream.of(fewerHeaders, pieces(body).map(this::body), shorterHeaders)
                .flatMap(each -> each);
    }

    /** As it can be pasted into a shell. */
    String reproduction() {
        StringBuilder text = new StringBuilder("printf '");
        for (byte b : bytes()) {
            int c = b & 0xff;
            if (c == '\r') {
                text.append("\\r");
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < ' ' || c > '~' || c == '\'' || c == '\\' || c == '%') {
                text.append(c == '%' ? "%%" : String.format("\\%03o", c));
            } else {
                text.append((char) c);
            }
        }
        return text.append("' | nc -q1 127.0.0.1 8000").toString();
    }

    private static Stream<byte[]> pieces(byte[] whole) {
        return Stream.iterate(whole.length / 2, size -> size > 0, size -> size / 2)
                .limit(8)
                .flatMap(size -> IntStream.iterate(0, start -> start < whole.length, start -> start + size)
                        .mapToObj(start -> cut(whole, start, Math.min(whole.length, start + size))));
    }

    private static byte[] cut(byte[] whole, int from, int to) {
        byte[] rest = Arrays.copyOf(whole, whole.length - (to - from));
        System.arraycopy(whole, to, rest, from, whole.length - to);
        return rest;
    }

    private static boolean isOf(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
