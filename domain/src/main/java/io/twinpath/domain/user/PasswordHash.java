package io.twinpath.domain.user;

import io.twinpath.domain.InvalidValue;

/** An encoded password hash in PHC string form ({@code $argon2id$...}); never printed. */
public record PasswordHash(String encoded) {
    public PasswordHash {
        if (encoded.length() > 512 || !encoded.startsWith("$")) {
            throw new InvalidValue("password_hash", "must be a PHC string");
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
