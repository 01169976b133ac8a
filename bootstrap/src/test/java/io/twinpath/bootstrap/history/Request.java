package io.twinpath.bootstrap.history;

import java.util.OptionalLong;

/**
 * What a client asks; tried again, it is equal.
 *
 * @param tag of {@code If-Match}, and of a read that of {@code If-None-Match}
 * @param key of a write, its {@code Idempotency-Key}
 * @param marker of a write, which no other has
 */
public record Request(Kind kind, Subject subject, OptionalLong tag, String key, String marker) {
    private static final String[] THEMES = {"light", "dark", "system"};

    public enum Kind {
        READ,
        PATCH,
        PUT
    }

    public static Request read(Subject subject, OptionalLong known) {
        return new Request(Kind.READ, subject, known, "", "");
    }

    public boolean isWrite() {
        return kind != Kind.READ;
    }

    /** The version that it may change, if it says one. */
    OptionalLong base() {
        return isWrite() ? tag : OptionalLong.empty();
    }

    /** All of it follows from the marker, so that whoever tries again sends the same. */
    public String body() {
        if (subject.resource() == Resource.PROFILE) {
            return "{\"full_name\":\"" + marker + "\"}";
        }
        int choice = marker.hashCode() & 0xff;
        String theme = "\"theme\":\"" + THEMES[choice % THEMES.length] + "\"";
        if (kind == Kind.PATCH) {
            return "{\"locale\":\"" + marker + "\"" + (choice < 128 ? "," + theme : "") + "}";
        }
        return "{\"locale\":\"" + marker + "\"," + theme
                + ",\"timezone\":\"Europe/Zurich\",\"notifications\":{\"email\":" + (choice < 128)
                + ",\"push\":true,\"sms\":false,\"digest\":\"daily\"}}";
    }

    @Override
    public String toString() {
        String condition = tag.isEmpty() ? "" : (isWrite() ? " if-match " : " if-none-match ") + tag.getAsLong();
        return kind + " " + subject + condition + (isWrite() ? " key " + key + " marker " + marker : "");
    }
}
