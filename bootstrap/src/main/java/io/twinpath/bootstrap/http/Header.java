package io.twinpath.bootstrap.http;

import java.util.ArrayList;
import java.util.List;

/** A header field (RFC 9110, section 5), its name in the case that it came in; it prints without its value. */
record Header(String name, String value) {
    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Of all headers of that name, in their order. */
    static List<String> values(List<Header> headers, String name) {
        List<String> values = List.of();
        for (Header each : headers) {
            if (each.is(name)) {
                values = values.isEmpty() ? new ArrayList<>(1) : values;
                values.add(each.value());
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
