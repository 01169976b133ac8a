package io.twinpath.bootstrap.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An access token made by hand, to be spoiled in one way each.
 *
 * @param key that signs it
 */
record Token(String header, String payload, KeyPair key) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** With nothing wrong. */
    static Token of(long user, String kid, KeyPair key) {
        long now = now();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "ES256");
        header.put("typ", "at+jwt");
        header.put("kid", kid);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "twinpath");
        claims.put("aud", "twinpath-api");
        claims.put("sub", Long.toString(user));
        claims.put("iat", Instant.now().toEpochMilli() / 1000.0);
        claims.put("nbf", now);
        claims.put("exp", now + 600);
        return new Token(write(header), write(claims), key);
    }

    static long now() {
        return Instant.now().getEpochSecond();
    }

    Token head(String name, Object value) {
        return header(write(with(header, name, value)));
    }

    Token headWithout(String name) {
        return header(write(without(header, name)));
    }

    Token claim(String name, Object value) {
        return payload(write(with(payload, name, value)));
    }

    Token without(String name) {
        return payload(write(without(payload, name)));
    }

    Token header(String json) {
        return new Token(json, payload, key);
    }

    Token payload(String json) {
        return new Token(header, json, key);
    }

    /** With another member before its claims. */
    Token first(String member) {
        return payload("{" + member + "," + payload.substring(1));
    }

    Token by(KeyPair other) {
        return new Token(header, payload, other);
    }

    /** Its header and payload, as they are signed. */
    String content() {
        return base64(header) + "." + base64(payload);
    }

    String signed() {
        return content() + "." + base64(signature("SHA256withECDSAinP1363Format"));
    }

    String unsigned() {
        return content() + ".";
    }

    /** With a signature in the form of X.509. */
    String signedInDer() {
        return content() + "." + base64(signature("SHA256withECDSA"));
    }

    String signedBy(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content() + "." + base64(mac.doFinal(content().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** With its right signature changed. */
    String resigned(UnaryOperator<byte[]> change) {
        return content() + "." + base64(change.apply(signature("SHA256withECDSAinP1363Format")));
    }

    /** With the right signature of another. */
    String signedAs(Token other) {
        return content() + other.signed().replaceFirst(".*\\.", ".");
    }

    /** Its members in JSON (RFC 7515, section 7.2.2). */
    String inJson() {
        String[] part = signed().split("\\.");
        return "{\"protected\":\"" + part[0] + "\",\"payload\":\"" + part[1] + "\",\"signature\":\"" + part[2] + "\"}";
    }

    /** What an encrypted one would look like (RFC 7516). */
    static String encrypted() {
        return base64("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + ".." + base64("iv") + "." + base64("text") + "."
                + base64("tag");
    }

    /** With one bit of the right signature another. */
    String flipped(int bit) {
        return resigned(bytes -> {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            return bytes;
        });
    }

    static UnaryOperator<byte[]> resized(int length) {
        return bytes -> Arrays.copyOf(bytes, length);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The same bytes by another last character, of which not all bits count. */
    static String strayBits(String segments) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(segments.charAt(segments.length() - 1));
        return segments.substring(0, segments.length() - 1) + alphabet.charAt(last + 1);
    }

    private byte[] signature(String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key.getPrivate());
            signature.update(content().getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(String json, String name, Object value) {
        try {
            Map<String, Object> members = JSON.readValue(json, LinkedHashMap.class);
            members.put(name, value);
            return members;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> without(String json, String name) {
        Map<String, Object> members = with(json, name, "");
        members.remove(name);
        return members;
    }

    private static String write(Map<String, Object> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
