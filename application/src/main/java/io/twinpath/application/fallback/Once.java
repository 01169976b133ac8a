package io.twinpath.application.fallback;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that is made when it is first wanted, and then no more. */
final class Once<T> {
    private final Supplier<CompletionStage<T>> call;
    private @Nullable CompletionStage<T> made;

    Once(Supplier<CompletionStage<T>> call) {
        this.call = call;
    }

    synchronized CompletionStage<T> get() {
        if (made == null) {
            made = call.get();
        }
        return made;
    }
}
