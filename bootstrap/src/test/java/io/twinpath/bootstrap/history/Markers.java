package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Request.Kind;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Makes writes, each with a key and a marker of its own. */
public final class Markers {
    private static final int RADIX = 36;

    private final AtomicLong last = new AtomicLong();

    public Request write(Kind kind, Subject subject, OptionalLong base) {
        String id = Long.toString(last.incrementAndGet(), RADIX);
        String marker = subject.resource() == Resource.SETTINGS ? locale(id) : "Name " + id;
        return new Request(kind, subject, base, "write-" + id, marker);
    }

    /** A private-use tag in its canonical form, of subtags of at most eight characters: {@code en-x-m0001a2b}. */
    private static String locale(String id) {
        return "en-x-m" + "0".repeat(7 - id.length()) + id;
    }
}
