package io.twinpath.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of our own tokens: one signs, and each verifies the tokens that name it. It never changes. */
public final class KeyRing {
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final JWSHeader header;
    private final JWSSigner signer;
    private final Function<@Nullable String, Optional<JWSVerifier>> verifiers;
    private final JWKSet publicKeys;

    private KeyRing(
            JWSHeader.Builder header,
            JWSSigner signer,
            Function<@Nullable String, Optional<JWSVerifier>> verifiers,
            List<JWK> publicKeys) {
        this.header = header.type(TYPE).build();
        this.signer = signer;
        this.verifiers = verifiers;
        this.publicKeys = new JWKSet(publicKeys);
    }

    /** HS256; fails with {@link IllegalArgumentException} when the secret is shorter than 32 bytes (RFC 7518, section 3.2). */
    public static KeyRing of(String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        try {
            Optional<JWSVerifier> verifier = Optional.of(new MACVerifier(key));
            return new KeyRing(
                    new JWSHeader.Builder(JWSAlgorithm.HS256), new MACSigner(key), id -> verifier, List.of());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the secret of tokens must have at least 32 bytes", e);
        }
    }

    /** ES256; the last of the keys that can sign does, and there must be one. */
    public static KeyRing of(List<TokenKey> keys) {
        Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();
        Map<String, JWK> publicKeys = new LinkedHashMap<>();
        Optional<TokenKey> signing = Optional.empty();
        try {
            for (TokenKey key : keys) {
                verifiers.put(key.id(), new ECDSAVerifier(key.jwk()));
                publicKeys.put(key.id(), published(key));
                signing = key.signs() ? Optional.of(key) : signing;
            }
            TokenKey signs = signing.orElseThrow(() -> new IllegalArgumentException("none of the keys signs"));
            return new KeyRing(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signs.id()),
                    new ECDSASigner(signs.jwk()),
                    id -> id == null ? Optional.empty() : Optional.ofNullable(verifiers.get(id)),
                    List.copyOf(publicKeys.values()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    private static JWK published(TokenKey key) {
        return new ECKey.Builder(key.jwk().toPublicJWK())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }

    String sign(Map<String, Object> claims) {
        JWSObject token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** For a token with that header; empty when its algorithm or its key is none of ours. */
    Optional<JWSVerifier> verifier(JWSHeader of) {
        return header.getAlgorithm().equals(of.getAlgorithm()) ? verifiers.apply(of.getKeyID()) : Optional.empty();
    }

    /** As a JWK set (RFC 7517, section 5), with nothing private. */
    String publicKeys() {
        return publicKeys.toString(true);
    }

    @Override
    public String toString() {
        return "signed with " + header.getAlgorithm() + " " + header.getKeyID() + ", verified with "
                + publicKeys.getKeys().stream().map(JWK::getKeyID).toList();
    }
}
