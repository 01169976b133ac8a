package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;
import java.util.Locale;

/**
 * An e-mail address of at most 254 characters (RFC 5321), kept as typed and the same address whatever its case. The form
 * is that of HTML's {@code input type=email}, with a dot in the domain not required.
 */
public record Email(String value) {
    private static final String SIGNS = ".!#$%&'*+/=?^_`{|}~-";

    public Email {
        if (!isSound(value)) {
            throw new InvalidValue("email", "must be an e-mail address of at most 254 characters");
        }
    }

    /** By hand, for each row that is read comes this way. */
    private static boolean isSound(String value) {
        int at = value.indexOf('@');
        if (at < 1 || at > 64 || value.length() > 254) {
            return false;
        }
        for (int i = 0; i < at; i++) {
            if (!isLetterOrDigit(value.charAt(i)) && SIGNS.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return areLabels(value, at + 1);
    }

    /** Each with 1 to 63 letters, digits and hyphens, these not at its ends. */
    private static boolean areLabels(String value, int from) {
        int start = from;
        for (int i = from; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == '.') {
                if (i == start || i - start > 63 || value.charAt(start) == '-' || value.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            } else if (!isLetterOrDigit(value.charAt(i)) && value.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
