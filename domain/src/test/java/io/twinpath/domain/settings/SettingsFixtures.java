package io.twinpath.domain.settings;

import io.twinpath.domain.Version;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserFixtures;
import java.time.Instant;

/** The settings of the users in {@link UserFixtures}, each different in every field. */
public final class SettingsFixtures {
    private static final Instant UPDATED = Instant.parse("2026-02-03T04:05:06.789012Z");

    private SettingsFixtures() {}

    public static GuardedSettings of(User user) {
        UserSettings settings = switch (user.username().value()) {
            case "ann" -> settings(Theme.DARK, "en-GB", "Europe/London", true, false, Digest.DAILY, 7);
            case "bob" -> settings(Theme.LIGHT, "zh-Hant-TW", "Asia/Taipei", false, true, Digest.NEVER, 2);
            default -> settings(Theme.SYSTEM, "de", "Europe/Berlin", false, false, Digest.WEEKLY, 1);
        };
        return new GuardedSettings(user.admission(), settings);
    }

    public static GuardedSettings anns() {
        return of(UserFixtures.ann().user());
    }

    private static UserSettings settings(
            Theme theme, String locale, String zone, boolean email, boolean sms, Digest digest, long version) {
        return new UserSettings(
                theme,
                LanguageTag.of(locale),
                TimeZoneName.of(zone),
                new NotificationPreferences(email, !email, sms, digest),
                new Version(version),
                UPDATED.plusSeconds(version));
    }
}
