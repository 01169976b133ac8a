package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;
import java.util.Locale;

/** A log-in name: 2 to 64 of {@code a-z 0-9 . _ -}, first a letter or digit. Never an e-mail address; case is folded. */
public record Username(String value) {
    public Username {
        if (!isSound(value)) {
            throw new InvalidValue(
                    "username", "must have 2 to 64 of the characters a-z 0-9 . _ - and begin with a letter or digit");
        }
    }

    /** Of Latin letters alone: there are others, such as the Kelvin sign, whose lower case is one of them. */
    public static Username of(String raw) {
        boolean ascii = raw.chars().allMatch(c -> c < 0x80);
        return new Username(ascii ? raw.toLowerCase(Locale.ROOT) : raw);
    }

    /** By hand, for each row that is read comes this way. */
    private static boolean isSound(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && (i == 0 || (c != '.' && c != '_' && c != '-'))) {
                return false;
            }
        }
        return value.length() >= 2 && value.length() <= 64;
    }

    @Override
    public String toString() {
        return value;
    }
}
