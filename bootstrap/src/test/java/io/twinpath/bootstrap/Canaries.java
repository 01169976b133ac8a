package io.twinpath.bootstrap;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Secrets that occur nowhere else, so that whoever sees one knows where it came from. */
final class Canaries {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> leaks = new ArrayList<>();

    /** A new one; its length is that of a good token secret. */
    String make(String name) {
        return add(name, "canary/" + UUID.randomUUID() + "+" + name.replaceAll("[^A-Za-z]+", "-"));
    }

    /** One that someone else made. */
    String add(String name, String value) {
        values.put(name, value);
        return value;
    }

    /** Looks for each, as it is and as it would be encoded on its way. */
    void scan(String where, String text) {
        values.forEach((name, value) -> {
            if (forms(value).stream().anyMatch(text::contains)) {
                leaks.add("the " + name + " in " + where);
            }
        });
    }

    /** Where each was seen. */
    List<String> leaks() {
        return List.copyOf(leaks);
    }

    private static List<String> forms(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return List.of(
                value,
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                value.replace("/", "\\/"),
                base64.substring(0, base64.length() - 2), // where something may follow it
                value.substring(0, value.length() / 2)); // cut short
    }
}
