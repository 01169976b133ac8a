package io.twinpath.rest;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.provider.Arguments;

/** Tokens made by hand, right and wrong, without the library that reads them. */
final class TestTokens {
    static final String SECRET = "a secret of the tests, thirty-two bytes and more";
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";

    private TestTokens() {}

    /** Ann's, right in everything. */
    static String token(Instant now) {
        return token(now, claims -> {});
    }

    static String token(Instant now, Consumer<Map<String, Object>> change) {
        return signed(HEADER, claims(now, change), "HmacSHA256", SECRET);
    }

    /** What is wrong, and a token with nothing else wrong. */
    static Stream<Arguments> wrong(Instant now) {
        String good = claims(now, claims -> {});
        List<Arguments> wrong = new ArrayList<>();
        wrong.add(arguments("another secret", signed(HEADER, good, "HmacSHA256", SECRET + "x")));
        wrong.add(arguments(
                "another algorithm", signed("{\"alg\":\"HS512\",\"typ\":\"at+jwt\"}", good, "HmacSHA512", SECRET)));
        wrong.add(
                arguments("no algorithm", base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + base64(good) + "."));
        wrong.add(arguments("another type", signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", good, "HmacSHA256", SECRET)));
        wrong.add(arguments("no type", signed("{\"alg\":\"HS256\"}", good, "HmacSHA256", SECRET)));
        wrong.add(arguments(
                "an extension we do not know",
                signed(
                        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"crit\":[\"exp\"],\"exp\":1}",
                        good,
                        "HmacSHA256",
                        SECRET)));
        wrong.add(arguments("no claims", signed(HEADER, "[]", "HmacSHA256", SECRET)));
        wrongClaims(now).forEach((what, change) -> wrong.add(arguments(what, token(now, change))));
        return wrong.stream();
    }

    /** What each makes wrong in claims that were right. */
    static Map<String, Consumer<Map<String, Object>>> wrongClaims(Instant now) {
        Map<String, Consumer<Map<String, Object>>> changes = new LinkedHashMap<>();
        for (String claim : List.of("iss", "aud", "sub", "iat", "nbf", "exp")) {
            changes.put("no " + claim, claims -> claims.remove(claim));
            changes.put("a text for " + claim, claims -> claims.put(claim, "x"));
        }
        changes.put("another issuer", claims -> claims.put("iss", "twinpaths"));
        changes.put("another audience", claims -> claims.put("aud", List.of("others")));
        changes.put("a number for sub", claims -> claims.put("sub", 1));
        changes.put("nobody's id", claims -> claims.put("sub", "-1"));
        changes.put("expired", claims -> claims.put("exp", now.getEpochSecond() - 31));
        changes.put("not yet valid", claims -> claims.put("nbf", now.getEpochSecond() + 32));
        changes.put("issued in the future", claims -> claims.put("iat", now.getEpochSecond() + 32));
        changes.put("too long", claims -> claims.put("more", "x".repeat(4096)));
        return changes;
    }

    static String claims(Instant now, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "twinpath");
        claims.put("aud", "twinpath-api");
        claims.put("sub", "1");
        claims.put("iat", now.toEpochMilli() / 1000.0);
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 600);
        change.accept(claims);
        return claims.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + json(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(TestTokens::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }

    static String signed(String header, String claims, String algorithm, String secret) {
        String content = base64(header) + "." + base64(claims);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
