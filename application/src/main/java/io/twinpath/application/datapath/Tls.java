package io.twinpath.application.datapath;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a connection is encrypted, as libpq's {@code sslmode} says it (PostgreSQL documentation, section 34.19). Files are
 * PEM, and are read anew for each connection, so that rotated ones are picked up.
 *
 * @param rootCert what a verified server's certificate must lead to; without it, the CAs of this Java
 * @param cert what this client shows; there with {@code key} or not at all
 */
public record Tls(Mode mode, Optional<Path> rootCert, Optional<Path> cert, Optional<Path> key) {
    public static final Tls DISABLED = new Tls(Mode.DISABLE, Optional.empty(), Optional.empty(), Optional.empty());

    /** From plain text alone to a verified host name. */
    public enum Mode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        /** As it is written: {@code verify-full}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The mode written that way, if it is one. */
        public static Optional<Mode> find(String code) {
            return Arrays.stream(values())
                    .filter(mode -> mode.code().equals(code))
                    .findFirst();
        }

        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        /** Whether a connection may be in plain text. */
        public boolean allowsPlainText() {
            return compareTo(REQUIRE) < 0;
        }

        /** For messages: every mode there is. */
        public static String all() {
            return Arrays.stream(values()).map(Mode::code).collect(Collectors.joining(", "));
        }
    }
}
