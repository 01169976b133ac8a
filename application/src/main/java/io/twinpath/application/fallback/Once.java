package io.twinpath.application.fallback;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A call that is made when it is first wanted, and then no more. */
final class Once<T> {
    private final Supplier<CompletionStage<T>> call;
    private final AtomicBoolean called = new AtomicBoolean();
    private final CompletableFuture<T> made = new CompletableFuture<>();

    Once(Supplier<CompletionStage<T>> call) {
        this.call = call;
    }

    /** No lock is held over the call, which may answer others. */
    CompletionStage<T> get() {
        if (called.compareAndSet(false, true)) {
            call.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    made.complete(value);
                } else {
                    made.completeExceptionally(failure);
                }
            });
        }
        return made;
    }
}
