package io.twinpath.application.fallback;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that is made when it is first wanted, and then no more. */
final class Once<T> {
    private final Supplier<CompletionStage<T>> call;
    private @Nullable CompletableFuture<T> made;

    Once(Supplier<CompletionStage<T>> call) {
        this.call = call;
    }

    /** No lock is held over the call, which may answer others. */
    CompletionStage<T> get() {
        CompletableFuture<T> mine = new CompletableFuture<>();
        synchronized (this) {
            if (made != null) {
                return made;
            }
            made = mine;
        }
        call.get().whenComplete((value, failure) -> {
            if (failure == null) {
                mine.complete(value);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }
}
