package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address of at most 254 characters (RFC 5321), kept as typed and the same address whatever its case. The form
 * is that of HTML's {@code input type=email}, with a dot in the domain not required.
 */
public record Email(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    public Email {
        if (value.length() > 254 || !FORM.matcher(value).matches()) {
            throw new InvalidValue("email", "must be an e-mail address of at most 254 characters");
        }
    }

    public static Email of(String raw) {
        return new Email(raw);
    }

    /** What two spellings of one address have in common; unique among users. */
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Email email && folded().equals(email.folded());
    }

    @Override
    public int hashCode() {
        return folded().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
