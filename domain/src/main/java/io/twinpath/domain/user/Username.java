package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** A log-in name: 2 to 64 of {@code a-z 0-9 . _ -}, first a letter or digit. Never an e-mail address; case is folded. */
public record Username(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    public Username {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "username", "must have 2 to 64 of the characters a-z 0-9 . _ - and begin with a letter or digit");
        }
    }

    /** Of Latin letters alone: there are others, such as the Kelvin sign, whose lower case is one of them. */
    public static Username of(String raw) {
        boolean ascii = raw.chars().allMatch(c -> c < 0x80);
        return new Username(ascii ? raw.toLowerCase(Locale.ROOT) : raw);
    }

    @Override
    public String toString() {
        return value;
    }
}
