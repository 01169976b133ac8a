package io.twinpath.rest;

import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.UserSettings;

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
}
