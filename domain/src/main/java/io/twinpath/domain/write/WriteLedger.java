package io.twinpath.domain.write;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where writes that took effect are remembered, so that none is made twice; the manners are those of the other ports. */
public interface WriteLedger {
    /** Forgets writes older than that, at most {@code limit} of them, and tells how many; harmless to ask twice. */
    CompletionStage<Integer> forget(Duration age, int limit);

    /** How old the oldest write is; empty when none is remembered. */
    CompletionStage<Optional<Duration>> age();
}
