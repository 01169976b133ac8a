package io.twinpath.bootstrap.history;

import java.util.OptionalLong;

/**
 * What a client asks; tried again, it is equal.
 *
 * @param tag of {@code If-Match}, and of a read that of {@code If-None-Match}
 * @param key of a write, its {@code Idempotency-Key}
 * @param marker of a write, which no other has
 */
record Request(Kind kind, Subject subject, OptionalLong tag, String key, String marker) {
    enum Kind {
        READ,
        PATCH,
        PUT
    }

    static Request read(Subject subject, OptionalLong known) {
        return new Request(Kind.READ, subject, known, "", "");
    }

    boolean isWrite() {
        return kind != Kind.READ;
    }

    /** The version that it may change, if it says one. */
    OptionalLong base() {
        return isWrite() ? tag : OptionalLong.empty();
    }

    @Override
    public String toString() {
        String condition = tag.isEmpty() ? "" : (isWrite() ? " if-match " : " if-none-match ") + tag.getAsLong();
        return kind + " " + subject + condition + (isWrite() ? " key " + key + " marker " + marker : "");
    }
}
