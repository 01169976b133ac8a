package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;

/** A person's name as they write it: 1 to 200 characters, not blank, no control characters. */
public record FullName(String value) {
    private static final int MAX_CHARACTERS = 200;

    public FullName {
        if (value.isBlank()
                || value.codePointCount(0, value.length()) > MAX_CHARACTERS
                || value.codePoints().anyMatch(FullName::isUnprintable)) {
            throw new InvalidValue(
                    "full_name", "must have 1 to " + MAX_CHARACTERS + " characters, none of them a control character");
        }
    }

    public static FullName of(String raw) {
        return new FullName(raw.strip());
    }

    /** Control characters would forge log lines, and a lone surrogate has no UTF-8 form to be stored in. */
    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return value;
    }
}
