package io.twinpath.domain.write;

import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New values of settings; null for what stays as it is. */
public record SettingsChange(
        @Nullable Theme theme,
        @Nullable LanguageTag locale,
        @Nullable TimeZoneName timezone,
        @Nullable Boolean notifyByEmail,
        @Nullable Boolean notifyByPush,
        @Nullable Boolean notifyBySms,
        @Nullable Digest digest) {
    /** The names of what is given a value, as the API writes them: {@code notifications.email}. */
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        addIfGiven(fields, "theme", theme);
        addIfGiven(fields, "locale", locale);
        addIfGiven(fields, "timezone", timezone);
        addIfGiven(fields, "notifications.email", notifyByEmail);
        addIfGiven(fields, "notifications.push", notifyByPush);
        addIfGiven(fields, "notifications.sms", notifyBySms);
        addIfGiven(fields, "notifications.digest", digest);
        return fields;
    }

    private static void addIfGiven(List<String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.add(name);
        }
    }
}
