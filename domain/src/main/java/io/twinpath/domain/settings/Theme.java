package io.twinpath.domain.settings;

import io.twinpath.domain.InvalidValue;
import java.util.Locale;

/** How pages look; {@code system} follows the device. */
public enum Theme {
    LIGHT,
    DARK,
    SYSTEM;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Reads the code: {@code light}, {@code dark} or {@code system}. */
    public static Theme of(String code) {
        return switch (code) {
            case "light" -> LIGHT;
            case "dark" -> DARK;
            case "system" -> SYSTEM;
            default -> throw new InvalidValue("theme", "must be light, dark or system");
        };
    }

    /** The name outside this program: in JSON and in the store. */
    public String code() {
        return code;
    }
}
