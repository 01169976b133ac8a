package io.twinpath.application.login;

import io.twinpath.domain.InvalidValue;

/** A password in the clear, on its way to a hash; never printed. At most 1024 characters, so that hashing it is bounded. */
public record Password(String value) {
    private static final int MAX_CHARACTERS = 1024;
    private static final int MIN_NEW_CHARACTERS = 8;

    public Password {
        if (value.isEmpty() || value.length() > MAX_CHARACTERS) {
            throw new InvalidValue("password", "must have 1 to " + MAX_CHARACTERS + " characters");
        }
        // a lone surrogate has no UTF-8 form, and would be hashed like a question mark
        if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new InvalidValue("password", "must not have half a character");
        }
    }

    /** A password that is being chosen: at least 8 characters (NIST SP 800-63B, section 5.1.1.2). */
    public static Password chosen(String raw) {
        if (raw.codePointCount(0, raw.length()) < MIN_NEW_CHARACTERS) {
            throw new InvalidValue("password", "must have at least " + MIN_NEW_CHARACTERS + " characters");
        }
        return new Password(raw);
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
