package io.twinpath.rest;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Where answers are written: on the executor's threads, or where it has none by whoever completed the stage. */
record ResponseThreads(Executor executor) {
    <T, R> CompletionStage<R> answer(CompletionStage<T> stage, Function<T, R> toJson) {
        // handleAsync, for thenApplyAsync would pass a failure on without changing threads
        return stage.handleAsync(
                (value, failure) -> {
                    if (failure != null) {
                        throw failure instanceof CompletionException wrapped
                                ? wrapped
                                : new CompletionException(failure);
                    }
                    return toJson.apply(value);
                },
                executor);
    }
}
