package io.twinpath.rest;

import io.twinpath.application.access.Caller;
import java.util.List;
import java.util.Optional;

/** Who makes a request, where whoever stands in front of the application knows that already. */
public final class KnownCaller {
    /** The name of the request's property, a {@link Caller}. */
    public static final String PROPERTY = KnownCaller.class.getName();

    private KnownCaller() {}

    /**
     * Known by an access token that was verified before.
     *
     * @param authorization all values of the request's {@code Authorization} headers
     */
    public static Optional<Caller> of(List<String> authorization, TokenAuthority tokens) {
        return BearerFilter.token(authorization).flatMap(tokens::recall);
    }
}
