package io.twinpath.bootstrap.http;

/** A header field (RFC 9110, section 5), its name in the case that it came in; it prints without its value. */
record Header(String name, String value) {
    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name;
    }
}
