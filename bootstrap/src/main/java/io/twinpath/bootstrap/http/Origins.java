package io.twinpath.bootstrap.http;

import java.util.Optional;
import java.util.Set;

/** The pages of others whose scripts may read answers (CORS), each as {@code scheme://host[:port]}; none when empty. */
public record Origins(Set<String> allowed) {
    public static final Origins NONE = new Origins(Set.of());

    /** Takes a copy. */
    public Origins {
        allowed = Set.copyOf(allowed);
    }

    /** The one that a request comes from, where it is allowed: exactly as it was configured. */
    Optional<String> of(Request request) {
        return allowed.isEmpty() ? Optional.empty() : request.only("Origin").filter(allowed::contains);
    }
}
