package io.twinpath.rest;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;
import java.util.Optional;

/**
 * Reads the access token (RFC 6750, section 2.1) without asking the database, for the row that answers decides on access; and
 * refuses who asks too often.
 */
@Authenticated
@Priority(Priorities.AUTHENTICATION)
final class BearerFilter implements ContainerRequestFilter {
    private static final String CALLER = Caller.class.getName();
    private static final String SCHEME = "Bearer ";

    private final TokenAuthority tokens;
    private final CallerRate rate;

    BearerFilter(TokenAuthority tokens, CallerRate rate) {
        this.tokens = tokens;
        this.rate = rate;
    }

    /** Who makes a request that passed this filter. */
    static Caller callerOf(ContainerRequestContext request) {
        return findCaller(request).orElseThrow();
    }

    static Optional<Caller> findCaller(ContainerRequestContext request) {
        return Optional.ofNullable((Caller) request.getProperty(CALLER));
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = Optional.ofNullable((Caller) request.getProperty(KnownCaller.PROPERTY))
                .or(() -> verified(request))
                .orElseThrow(AccessDenied::new);
        request.setProperty(CALLER, caller);
        if (!rate.allows(caller.user())) {
            throw new Refusal(Problem.TOO_MANY_REQUESTS, List.of());
        }
    }

    private Optional<Caller> verified(ContainerRequestContext request) {
        return token(request.getHeaders().getOrDefault("Authorization", List.of()))
                .flatMap(tokens::verify);
    }

    /** Of the only header, after the scheme and as many blanks as there are (RFC 9110, section 11.4). */
    static Optional<String> token(List<String> headers) {
        if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credentials = headers.get(0);
        int start = SCHEME.length();
        while (credentials.startsWith(" ", start)) {
            start++;
        }
        return Optional.of(credentials.substring(start));
    }
}
