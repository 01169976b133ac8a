package io.twinpath.domain.write;

import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
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
        return new FieldNames()
                .with("theme", theme)
                .with("locale", locale)
                .with("timezone", timezone)
                .with("notifications.email", notifyByEmail)
                .with("notifications.push", notifyByPush)
                .with("notifications.sms", notifyBySms)
                .with("notifications.digest", digest)
                .given();
    }
}
