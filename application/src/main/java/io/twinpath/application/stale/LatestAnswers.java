package io.twinpath.application.stale;

import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/**
 * Keeps the latest row of each user, of so many users, for when the store does not answer (RFC 5861, section 4). It knows
 * what this process has read and written; what others have written since it cannot know.
 */
public final class LatestAnswers<T> {
    private final Duration maxAge;
    private final int maxUsers;
    private final Clock clock;
    private final Map<UserId, Kept<T>> rows = new LinkedHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();
    private final LongAdder given = new LongAdder();

    private record Kept<T>(T row, Instant at) {}

    /**
     * Begins empty.
     *
     * @param maxAge of a row that is given again
     * @param maxUsers whose rows are kept: those read last
     */
    public LatestAnswers(Duration maxAge, int maxUsers, Clock clock) {
        this.maxAge = maxAge;
        this.maxUsers = maxUsers;
        this.clock = clock;
    }

    /** Keeps nothing. */
    public static <T> LatestAnswers<T> none() {
        return new LatestAnswers<>(Duration.ZERO, 0, Clock.systemUTC());
    }

    /** The row that was asked for, or, when the store is unavailable, the one that was kept. */
    public CompletionStage<Known<Optional<T>>> or(UserId user, CompletionStage<Optional<T>> asked) {
        if (maxUsers == 0) {
            return asked.thenApply(found -> new Known<>(found, Optional.empty()));
        }
        long asOf = forgotten.get();
        return asked.handle((found, failure) -> {
            if (failure == null) {
                keep(user, found, asOf);
                return new Known<>(found, Optional.empty());
            }
            return again(user, failure);
        });
    }

    /** A row was written; what was kept of the user is that much newer. */
    public synchronized void update(UserId user, UnaryOperator<T> change) {
        rows.computeIfPresent(user, (id, kept) -> new Kept<>(change.apply(kept.row()), clock.instant()));
    }

    /** Nothing that was kept of the user holds any more, nor what is being asked for now. */
    public synchronized void forget(UserId user) {
        forgotten.incrementAndGet();
        rows.remove(user);
    }

    /** How often a kept row was given, since the start. */
    public long given() {
        return given.sum();
    }

    private synchronized void keep(UserId user, Optional<T> found, long asOf) {
        rows.remove(user);
        if (forgotten.get() != asOf) {
            return;
        }
        found.ifPresent(row -> rows.put(user, new Kept<>(row, clock.instant())));
        if (rows.size() > maxUsers) {
            rows.remove(rows.keySet().iterator().next());
        }
    }

    private synchronized Known<Optional<T>> again(UserId user, Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Optional<Kept<T>> kept = Optional.ofNullable(rows.get(user));
        Duration age =
                kept.map(each -> Duration.between(each.at(), clock.instant())).orElse(Duration.ZERO);
        if (kept.isEmpty() || age.compareTo(maxAge) > 0 || !(failure instanceof StoreUnavailable)) {
            throw new CompletionException(failure);
        }
        given.increment();
        return new Known<>(kept.map(Kept::row), Optional.of(age));
    }
}
