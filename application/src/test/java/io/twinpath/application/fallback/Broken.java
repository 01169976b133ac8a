package io.twinpath.application.fallback;

import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The ways in which a port can break. */
enum Broken {
    FAILING {
        @Override
        <T> CompletionStage<T> stage() {
            return CompletableFuture.failedStage(new StoreUnavailable(StoreFailure.Reason.OUTAGE, "broken"));
        }
    },
    HANGING {
        @Override
        <T> CompletionStage<T> stage() {
            return new CompletableFuture<>();
        }
    },
    THROWING {
        @Override
        <T> CompletionStage<T> stage() {
            throw new IllegalStateException("thrown, not failed");
        }
    },
    THROWING_AN_ERROR {
        @Override
        <T> CompletionStage<T> stage() {
            throw new NoClassDefFoundError("driver");
        }
    },
    DEFECTIVE {
        @Override
        <T> CompletionStage<T> stage() {
            return CompletableFuture.failedStage(new NullPointerException("a programming error in the path"));
        }
    },
    COMPLETING_WITH_NULL {
        @Override
        <T> CompletionStage<T> stage() {
            return CompletableFuture.completedStage(null);
        }
    },
    RETURNING_NULL {
        @Override
        <T> CompletionStage<T> stage() {
            return null;
        }
    };

    abstract <T> CompletionStage<T> stage();
}
