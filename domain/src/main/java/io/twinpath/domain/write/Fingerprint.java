package io.twinpath.domain.write;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells two requests apart: SHA-256 in hexadecimal, 64 characters. */
public record Fingerprint(String value) {
    /** Of all that makes it this request, in a form which is the same each time it is made. */
    public static Fingerprint of(String request) {
        return new Fingerprint(HexFormat.of().formatHex(sha256(request)));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
