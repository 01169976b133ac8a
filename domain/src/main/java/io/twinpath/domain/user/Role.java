package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;
import java.util.Locale;

/** What a user may do. */
public enum Role {
    USER,
    ADMIN;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Reads the code: {@code user} or {@code admin}. */
    public static Role of(String code) {
        return switch (code) {
            case "user" -> USER;
            case "admin" -> ADMIN;
            default -> throw new InvalidValue("role", "must be user or admin");
        };
    }

    /** The name outside this program: in JSON and in the store. */
    public String code() {
        return code;
    }
}
