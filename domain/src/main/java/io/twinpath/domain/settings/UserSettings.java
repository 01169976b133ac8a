package io.twinpath.domain.settings;

import io.twinpath.domain.Version;
import java.time.Instant;

/** What one user has chosen, as kept in the user's row, which {@code user_settings} is a view of. */
public record UserSettings(
        Theme theme,
        LanguageTag locale,
        TimeZoneName timezone,
        NotificationPreferences notifications,
        Version version,
        Instant updatedAt) {}
