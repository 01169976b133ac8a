package io.twinpath.bootstrap.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that have their first bits in common: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or just one. */
record Network(InetAddress address, int bits) {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("(?=.{2,45}$)(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    /** Empty when it is no network, or has bits beyond those in common. */
    static Optional<Network> of(String text) {
        int slash = text.indexOf('/');
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        return address(slash < 0 ? text : text.substring(0, slash)).flatMap(address -> {
            int all = 8 * address.getAddress().length;
            return slash < 0
                    ? Optional.of(new Network(address, all))
                    : Optional.of(bits)
                            .filter(each -> BITS.matcher(each).matches())
                            .map(each -> new Network(address, Integer.parseInt(each)))
                            .filter(each -> each.bits() <= all && each.isWhole());
        });
    }

    /** No name is looked up, whatever the text. */
    static Optional<InetAddress> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        return other.getAddress().length == address.getAddress().length
                && prefix(other).equals(prefix(address));
    }

    private boolean isWhole() {
        return number(address).equals(prefix(address).shiftLeft(rest()));
    }

    private BigInteger prefix(InetAddress of) {
        return number(of).shiftRight(rest());
    }

    private int rest() {
        return 8 * address.getAddress().length - bits;
    }

    private static BigInteger number(InetAddress of) {
        return new BigInteger(1, of.getAddress());
    }
}
