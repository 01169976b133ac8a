package io.twinpath.bootstrap.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a listener's answers say to browsers; it depends on who may read them. */
final class Manners {
    private final Origins origins;
    private final StandingHeaders own;
    private final Map<String, StandingHeaders> readable;

    Manners(boolean tls, Origins origins) {
        this.origins = origins;
        this.own = StandingHeaders.of(tls, !origins.allowed().isEmpty());
        this.readable = origins.allowed().stream()
                .collect(Collectors.toMap(Function.identity(), each -> StandingHeaders.readableBy(each, tls)));
    }

    /** For the answer to a request that could not be read. */
    StandingHeaders toNobody() {
        return own;
    }

    StandingHeaders to(Request request) {
        return origins.of(request)
                .flatMap(each -> Optional.ofNullable(readable.get(each)))
                .orElse(own);
    }
}
