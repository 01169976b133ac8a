package io.twinpath.application.login;

import io.twinpath.domain.user.UserId;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes keys, which are other ones in each process. */
final class Keys {
    /** Of an IPv6 address: all that follows is for one customer to choose (RFC 6177). */
    private static final int NETWORK_BYTES = 8;

    private final byte[] salt = new byte[32];

    Keys() {
        new SecureRandom().nextBytes(salt);
    }

    Key account(String name) {
        return key("account", name);
    }

    Key address(InetAddress from) {
        return key("address", network(from));
    }

    Key accountAt(String name, InetAddress from) {
        return key("account at " + network(from), name);
    }

    Key user(UserId user) {
        return key("user", user.toString());
    }

    private static String network(InetAddress from) {
        byte[] address = from.getAddress();
        return HexFormat.of().formatHex(from instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }

    private Key key(String kind, String value) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(salt);
            hash.update(kind.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            return Key.of(hash.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
