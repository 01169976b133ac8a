package io.twinpath.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A public key of another issuer with its verifier, and the algorithms that it is good for (RFC 8725, section 3.1). */
record IssuerKey(String id, Set<JWSAlgorithm> algorithms, JWSVerifier verifier) {
    private static final int LEAST_RSA_BITS = 2048;

    /** Empty for a key that is not for signatures, has no id, or is of a kind that is not accepted. */
    static Optional<IssuerKey> of(Map<String, Object> json) {
        try {
            JWK key = JWK.parse(json);
            boolean forSignatures = (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                    && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
            if (!forSignatures || key.getKeyID() == null) {
                return Optional.empty();
            }
            if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
                return of(key, Set.of(JWSAlgorithm.ES256), new ECDSAVerifier(ec));
            }
            if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_384)) {
                return of(key, Set.of(JWSAlgorithm.ES384), new ECDSAVerifier(ec));
            }
            if (key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
                return of(key, Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256), new RSASSAVerifier(rsa));
            }
            return Optional.empty();
        } catch (ParseException | JOSEException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Optional<IssuerKey> of(JWK key, Set<JWSAlgorithm> possible, JWSVerifier verifier) {
        Set<JWSAlgorithm> algorithms = key.getAlgorithm() == null
                ? possible
                : possible.stream()
                        .filter(each -> each.getName().equals(key.getAlgorithm().getName()))
                        .collect(Collectors.toUnmodifiableSet());
        return algorithms.isEmpty()
                ? Optional.empty()
                : Optional.of(new IssuerKey(key.getKeyID(), algorithms, verifier));
    }

    Optional<JWSVerifier> verifier(JWSHeader of) {
        return algorithms.contains(of.getAlgorithm()) ? Optional.of(verifier) : Optional.empty();
    }
}
