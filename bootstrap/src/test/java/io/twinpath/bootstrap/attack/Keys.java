package io.twinpath.bootstrap.attack;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** Of P-256, in the forms that attackers give them. */
final class Keys {
    private static final int COORDINATE = 32;
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private Keys() {}

    static byte[] pem(ECPublicKey key) {
        String text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static Map<String, Object> jwk(ECPublicKey key) {
        String x = Token.base64(unsigned(key.getW().getAffineX()));
        String y = Token.base64(unsigned(key.getW().getAffineY()));
        return Map.of("kty", "EC", "crv", "P-256", "x", x, "y", y);
    }

    /** The curve's order for both numbers of a signature: zero, as one calculates with it. */
    static byte[] orders() {
        byte[] both = Arrays.copyOf(unsigned(ORDER), 2 * COORDINATE);
        System.arraycopy(both, 0, both, COORDINATE, COORDINATE);
        return both;
    }

    static byte[] ones() {
        byte[] ones = new byte[2 * COORDINATE];
        ones[COORDINATE - 1] = 1;
        ones[2 * COORDINATE - 1] = 1;
        return ones;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] exact = new byte[COORDINATE];
        int length = Math.min(COORDINATE, bytes.length);
        System.arraycopy(bytes, bytes.length - length, exact, COORDINATE - length, length);
        return exact;
    }
}
