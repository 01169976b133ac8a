package io.twinpath.bootstrap.config;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import javax.crypto.KeyAgreement;

/**
 * The public key of a private one on P-256, which PKCS #8 may leave out and Java does not read. Java multiplies points only to
 * agree on keys: an agreement with the generator gives the point's x, the curve two values of y, and a signature tells which.
 */
final class PublicHalf {
    private static final byte[] PROBE = {1};

    private PublicHalf() {}

    static ECPublicKey of(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = key.getParams();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(at(curve.getGenerator(), curve), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger y = oneRoot(x, curve.getCurve(), p);
        ECPublicKey candidate = at(new ECPoint(x, y), curve);
        return belongTogether(key, candidate) ? candidate : at(new ECPoint(x, p.subtract(y)), curve);
    }

    /** Whether what the one signs the other verifies. */
    private static boolean belongTogether(PrivateKey key, PublicKey half) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(half);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    /** The prime of P-256 is 3 modulo 4, where a root is a power. */
    private static BigInteger oneRoot(BigInteger x, EllipticCurve curve, BigInteger p) {
        BigInteger square =
                x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
        return square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    }

    private static ECPublicKey at(ECPoint point, ECParameterSpec curve) throws GeneralSecurityException {
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }
}
