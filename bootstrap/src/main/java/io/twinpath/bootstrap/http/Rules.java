package io.twinpath.bootstrap.http;

import io.twinpath.rest.RequestObservers;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all conversations of a listener.
 *
 * @param observers are told of the requests that are refused before they reach the handler
 * @param ending whether each connection ends with its next answer
 */
record Rules(
        Handler handler,
        Limits limits,
        RequestObservers observers,
        BooleanSupplier ending,
        Manners manners,
        @Nullable Tls tls) {
    Seal seal() {
        return tls == null ? new NoSeal() : tls.seal();
    }
}
