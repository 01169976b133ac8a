package io.twinpath.domain.write;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.twinpath.domain.DomainException;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.Version;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The ledger in memory, and what it decides of a write. */
public final class InMemoryWriteLedger implements WriteLedger {
    private record Key(UserId user, WriteId id) {}

    private record Entry(WriteTrace.Recorded<?> recorded, Instant madeAt) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** Makes the change if nothing stands in its way; its own failure leaves no trace. */
    @SuppressWarnings("unchecked") // an id is used for one kind of write, or its fingerprint differs
    public synchronized <T> CompletableFuture<Optional<T>> make(
            Write write, Admission admission, Version current, Supplier<T> change) {
        Key key = new Key(write.user(), write.id());
        Optional<WriteTrace.Recorded<T>> recorded =
                Optional.ofNullable(entries.get(key)).map(entry -> (WriteTrace.Recorded<T>) entry.recorded());
        boolean full = entries.keySet().stream()
                        .filter(each -> each.user().equals(write.user()))
                        .count()
                >= WriterContract.MAX_WRITES;
        try {
            if (recorded.isEmpty()
                    && !full
                    && admission.admits(write.authorisedAt())
                    && write.base().filter(base -> !base.equals(current)).isEmpty()) {
                T result = change.get();
                entries.put(
                        key,
                        new Entry(new WriteTrace.Recorded<>(write.fingerprint(), Optional.of(result)), Instant.now()));
                return completedFuture(Optional.of(result));
            }
            return completedFuture(new WriteTrace<>(admission, current, full, recorded).verdict(write));
        } catch (DomainException | StoreUnavailable failure) {
            return failedFuture(failure);
        }
    }

    @Override
    public synchronized CompletionStage<Integer> forget(Duration age, int limit) {
        Instant end = Instant.now().minus(age);
        var old = entries.entrySet().stream()
                .filter(entry -> entry.getValue().madeAt().isBefore(end))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        old.forEach(entries::remove);
        return completedFuture(old.size());
    }

    @Override
    public synchronized CompletionStage<Optional<Duration>> age() {
        return completedFuture(
                entries.values().stream().findFirst().map(oldest -> Duration.between(oldest.madeAt(), Instant.now())));
    }
}
