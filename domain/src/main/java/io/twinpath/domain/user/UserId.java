package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;
import java.util.regex.Pattern;

/** A user's number, given by the store and never reused; positive. */
public record UserId(long value) {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,18}");

    public UserId {
        if (value < 1) {
            throw new InvalidValue("id", "must be a positive number");
        }
    }

    /** Reads decimal digits, as a token's {@code sub} has them; an id has one spelling, the one it is printed in. */
    public static UserId of(String raw) {
        try {
            return new UserId(FORM.matcher(raw).matches() ? Long.parseLong(raw) : 0);
        } catch (NumberFormatException e) {
            throw new InvalidValue("id", "must be a positive number");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
