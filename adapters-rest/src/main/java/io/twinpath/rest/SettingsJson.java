package io.twinpath.rest;

import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import java.util.Set;

record SettingsJson(
        String theme, String locale, String timezone, Notifications notifications, long version, String updatedAt) {
    record Notifications(boolean email, boolean push, boolean sms, String digest) {
        static Notifications of(NotificationPreferences preferences) {
            return new Notifications(
                    preferences.email(),
                    preferences.push(),
                    preferences.sms(),
                    preferences.digest().code());
        }
    }

    static SettingsJson of(UserSettings settings) {
        return new SettingsJson(
                settings.theme().code(),
                settings.locale().value(),
                settings.timezone().value(),
                Notifications.of(settings.notifications()),
                settings.version().value(),
                settings.updatedAt().toString());
    }

    /** Fails with {@link Refusal}. */
    static SettingsChange changeOf(FieldReader fields) {
        FieldReader notifications = fields.object("notifications");
        SettingsChange change = new SettingsChange(
                fields.text("theme", Theme::of),
                fields.text("locale", LanguageTag::of),
                fields.text("timezone", TimeZoneName::of),
                notifications.truth("email"),
                notifications.truth("push"),
                notifications.truth("sms"),
                notifications.text("digest", Digest::of));
        fields.end(Set.of("version", "updated_at"));
        return change;
    }
}
