package io.twinpath.application.fallback;

import io.twinpath.domain.write.WriteLedger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The ledger by the primary, or by the secondary when the primary gives no answer. */
public final class FallbackWriteLedger implements WriteLedger {
    private final WriteLedger primary;
    private final WriteLedger secondary;
    private final Fallback fallback;

    public FallbackWriteLedger(WriteLedger primary, WriteLedger secondary, Fallback fallback) {
        this.primary = primary;
        this.secondary = secondary;
        this.fallback = fallback;
    }

    @Override
    public CompletionStage<Integer> forget(Duration age, int limit) {
        return fallback.read(
                Operation.FORGET_WRITES, () -> primary.forget(age, limit), () -> secondary.forget(age, limit));
    }

    @Override
    public CompletionStage<Optional<Duration>> age() {
        return fallback.read(Operation.READ_LEDGER, primary::age, secondary::age);
    }
}
