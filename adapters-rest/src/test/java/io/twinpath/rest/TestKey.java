package io.twinpath.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** A key of ES256 and tokens made with it by hand. */
record TestKey(KeyPair pair) {
    static TestKey make() {
        return new TestKey(TokenKey.generate());
    }

    ECPublicKey publicKey() {
        return (ECPublicKey) pair.getPublic();
    }

    TokenKey signing() {
        return TokenKey.signing(publicKey(), pair.getPrivate());
    }

    TokenKey verifying() {
        return TokenKey.verifying(publicKey());
    }

    String id() {
        return verifying().id();
    }

    String header() {
        return "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + id() + "\"}";
    }

    String token(Instant now) {
        return token(now, claims -> {});
    }

    String token(Instant now, Consumer<Map<String, Object>> change) {
        return signed(header(), TestTokens.claims(now, change));
    }

    String signed(String header, String claims) {
        return signed(header, claims, "SHA256withECDSAinP1363Format");
    }

    String signed(String header, String claims, String algorithm) {
        String content = TestTokens.base64(header) + "." + TestTokens.base64(claims);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + TestTokens.base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
