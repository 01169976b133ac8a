package io.twinpath.domain.settings;

import io.twinpath.domain.InvalidValue;
import java.util.IllformedLocaleException;
import java.util.Locale;

/** A well-formed BCP 47 language tag of at most 35 characters (RFC 5646, section 4.4.1), in its canonical case: {@code en-GB}. */
public record LanguageTag(String value) {
    public LanguageTag {
        if (value.length() > 35 || !value.equals(canonical(value))) {
            throw invalid();
        }
    }

    public static LanguageTag of(String raw) {
        return new LanguageTag(canonical(raw));
    }

    private static String canonical(String raw) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(raw).build();
            if (locale.getLanguage().isEmpty()) {
                throw invalid();
            }
            return locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw invalid();
        }
    }

    private static InvalidValue invalid() {
        return new InvalidValue("locale", "must be a BCP 47 language tag of at most 35 characters, such as en-GB");
    }

    @Override
    public String toString() {
        return value;
    }
}
