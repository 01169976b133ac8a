package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;

/** A user's number, given by the store and never reused; positive. */
public record UserId(long value) {
    public UserId {
        if (value < 1) {
            throw new InvalidValue("id", "must be a positive number");
        }
    }

    /** Reads decimal digits, as a token's {@code sub} has them. */
    public static UserId of(String raw) {
        try {
            return new UserId(Long.parseLong(raw));
        } catch (NumberFormatException e) {
            throw new InvalidValue("id", "must be a positive number");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
