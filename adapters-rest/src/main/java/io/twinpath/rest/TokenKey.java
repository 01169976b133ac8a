package io.twinpath.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/**
 * A key on the curve P-256 for tokens signed with ES256 (RFC 7518, section 3.4); without its private half it verifies only. Its
 * id is its thumbprint (RFC 7638).
 */
public final class TokenKey {
    private final ECKey key;

    private TokenKey(ECKey.Builder key) {
        try {
            this.key = key.keyIDFromThumbprint().build();
        } catch (JOSEException | IllegalStateException e) {
            throw new IllegalArgumentException("no key of ES256", e);
        }
    }

    /** Fails with {@link IllegalArgumentException} when it is no point on that curve. */
    public static TokenKey verifying(ECPublicKey key) {
        return new TokenKey(onP256(key));
    }

    /** As {@link #verifying}; the halves must belong together. */
    public static TokenKey signing(ECPublicKey key, PrivateKey half) {
        return new TokenKey(onP256(key).privateKey(half));
    }

    /** A new one that signs. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(Curve.P_256.getStdName()));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    private static ECKey.Builder onP256(ECPublicKey key) {
        if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
            throw new IllegalArgumentException("no key of ES256");
        }
        return new ECKey.Builder(Curve.P_256, key);
    }

    public String id() {
        return key.getKeyID();
    }

    public boolean signs() {
        return key.isPrivate();
    }

    ECKey jwk() {
        return key;
    }

    @Override
    public String toString() {
        return "TokenKey[" + id() + "]";
    }
}
