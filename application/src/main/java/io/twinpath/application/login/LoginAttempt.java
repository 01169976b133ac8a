package io.twinpath.application.login;

import java.net.InetAddress;
import java.util.Locale;

/**
 * Somebody who says who they are.
 *
 * @param name as it was typed, which need not be anybody's
 * @param from the address that the request came from
 * @param requestId for the audit trail
 */
public record LoginAttempt(String name, Password password, InetAddress from, String requestId) {
    /** What all spellings of the name have in common. */
    String account() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** People take one field for the other, so the name may be a password. */
    @Override
    public String toString() {
        return "LoginAttempt[hidden]";
    }
}
