package io.twinpath.domain.settings;

import io.twinpath.domain.InvalidValue;
import java.util.Locale;

/** How often what was not sent at once is summed up in one e-mail. */
public enum Digest {
    NEVER,
    DAILY,
    WEEKLY;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Reads the code: {@code never}, {@code daily} or {@code weekly}. */
    public static Digest of(String code) {
        return switch (code) {
            case "never" -> NEVER;
            case "daily" -> DAILY;
            case "weekly" -> WEEKLY;
            default -> throw new InvalidValue("notifications.digest", "must be never, daily or weekly");
        };
    }

    /** The name outside this program: in JSON and in the store. */
    public String code() {
        return code;
    }
}
