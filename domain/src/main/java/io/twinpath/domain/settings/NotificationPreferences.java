package io.twinpath.domain.settings;

/** Which channels may reach a user, and how often the rest is summed up. */
public record NotificationPreferences(boolean email, boolean push, boolean sms, Digest digest) {
    public static final NotificationPreferences DEFAULT = new NotificationPreferences(true, true, false, Digest.WEEKLY);
}
