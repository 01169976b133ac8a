package io.twinpath.domain.write;

import io.twinpath.domain.InvalidValue;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names one write of one user: of all attempts under one id at most one takes effect, on whichever path. */
public record WriteId(UUID value) {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,64}");

    public static WriteId random() {
        return new WriteId(UUID.randomUUID());
    }

    /** The id that a caller's own key stands for: the same key, the same id. */
    public static WriteId ofKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidValue("Idempotency-Key", "must have 1 to 64 visible ASCII characters");
        }
        ByteBuffer hash = ByteBuffer.wrap(Fingerprint.sha256(key));
        return new WriteId(new UUID(hash.getLong(), hash.getLong()));
    }
}
