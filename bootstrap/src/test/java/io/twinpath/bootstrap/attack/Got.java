package io.twinpath.bootstrap.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as it came over the wire.
 *
 * @param headers by their names in lower case
 */
record Got(int status, Map<String, List<String>> headers, String body) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5]\\d\\d) [ -~]*");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): ([ -~]*)");

    /** All that came until the connection ended, and nothing between them; the bodies in UTF-8. */
    static List<Got> all(byte[] bytes, boolean toHead) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Got> answers = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf("\r\n\r\n", start);
            if (end < 0) {
                throw new AssertionError("no answer: " + text.substring(start));
            }
            Got answer = head(text.substring(start, end).split("\r\n", -1));
            int length = toHead || answer.status() == 204 ? 0 : Integer.parseInt(answer.header("Content-Length"));
            start = end + 4 + length;
            answers.add(new Got(answer.status(), answer.headers(), utf8(text.substring(end + 4, start))));
        }
        return answers;
    }

    private static Got head(String[] lines) {
        Matcher status = STATUS.matcher(lines[0]);
        if (!status.matches()) {
            throw new AssertionError("no status line: " + lines[0]);
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            Matcher header = HEADER.matcher(lines[i]);
            if (!header.matches()) {
                throw new AssertionError("no header: " + lines[i]);
            }
            headers.computeIfAbsent(header.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.group(2));
        }
        return new Got(Integer.parseInt(status.group(1)), headers, "");
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** All values that came under that name, or nothing. */
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    boolean has(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }
}
