package io.twinpath.application.fallback;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.twinpath.application.datapath.SharedCall;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One path behind its breaker. The time limit is inside the breaker, so that a call which never ends is counted and its
 * permit comes back; every outcome, an {@code Error} too, is recorded or releases the permit. Callers pay for trials, so
 * there is one at a time, the first that fails ends them, and while probes say that it would fail there is hardly any. Calls
 * that went to the database in one statement are one to the breaker, as before it each was one. A defect counts when the
 * other path gave the answer: what both have is the statement's or the row's, and no reason to refuse others.
 */
final class GuardedPath {
    private static final Duration HOPELESS_PAUSE = Duration.ofSeconds(5);
    private static final Terms TRIAL = new Terms(false, held -> {}, true, FallbackObserver.NONE);

    private final String name;
    private final CircuitBreaker breaker;
    private final PathLog log;
    private final FallbackObserver observer;
    private final Clock clock;
    private final BooleanSupplier reachable;
    private volatile boolean callersSpared;
    private final AtomicBoolean onTrial = new AtomicBoolean();
    private final AtomicLong nextHopelessTrial = new AtomicLong(System.nanoTime());
    private volatile Optional<PathFailure> lastFailure = Optional.empty();

    /** @param reachable what probes say of the path now */
    GuardedPath(
            String name,
            FallbackConfig.Breaker config,
            PathLog log,
            FallbackObserver observer,
            Clock clock,
            BooleanSupplier reachable) {
        this.reachable = reachable;
        this.name = name;
        this.log = log;
        this.observer = observer;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(config.window())
                        .minimumNumberOfCalls(config.minimumCalls())
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(config.open())
                        .permittedNumberOfCallsInHalfOpenState(config.trials())
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            CircuitBreaker.StateTransition change = event.getStateTransition();
            log.stateChanged(
                    change.getFromState() == CircuitBreaker.State.CLOSED,
                    change.getToState() == CircuitBreaker.State.CLOSED);
            observer.breakerChanged(name, state(change.getToState()));
        });
    }

    String name() {
        return name;
    }

    PathState state() {
        return new PathState(name, state(breaker.getState()), lastFailure);
    }

    private static BreakerState state(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
        };
    }

    /**
     * Fails with the path's own answer ({@code DomainException}) or {@link StoreUnavailable}, nothing else.
     *
     * @param ifAnswered takes what is to be done about a defect if the other path gives the answer
     */
    <T> CompletionStage<T> read(Supplier<CompletionStage<T>> call, Duration limit, Consumer<Runnable> ifAnswered) {
        return attempt(call, limit, false, ifAnswered);
    }

    /** As {@link #read}; or fails with {@link io.twinpath.domain.OutcomeUnknown}. */
    <T> CompletionStage<T> write(Supplier<CompletionStage<T>> call, Duration limit, Consumer<Runnable> ifAnswered) {
        return attempt(call, limit, true, ifAnswered);
    }

    private <T> CompletionStage<T> attempt(
            Supplier<CompletionStage<T>> call, Duration limit, boolean write, Consumer<Runnable> ifAnswered) {
        if (limit.isZero() || limit.isNegative()) {
            return CompletableFuture.failedStage(new StoreUnavailable(Reason.TIMEOUT, "the deadline has passed"));
        }
        boolean spared = callersSpared && breaker.getState() != CircuitBreaker.State.CLOSED;
        boolean permitted = !spared && isPermitted();
        boolean trial = permitted && breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        if (trial && !beginTrial()) {
            breaker.releasePermission();
            permitted = false;
        }
        if (!permitted) {
            StoreUnavailable down =
                    new StoreUnavailable(Reason.BREAKER_OPEN, "the " + name + " path is known to be down");
            observer.failed(name, down);
            return CompletableFuture.failedStage(down);
        }
        return ask(call, limit, new Terms(write, ifAnswered, trial, observer));
    }

    /**
     * A trial in the callers' stead, if one is due; while they succeed there is one after the other, until the path is in use
     * again. From the first time on callers try no more.
     */
    <T> void tryInBackground(Supplier<CompletionStage<T>> call, Duration limit) {
        callersSpared = true;
        if (breaker.getState() == CircuitBreaker.State.CLOSED || !isPermitted()) {
            return;
        }
        if (beginTrial()) {
            ask(call, limit, TRIAL).thenRun(() -> tryInBackground(call, limit));
        } else {
            breaker.releasePermission();
        }
    }

    /** Has the breaker look at the clock, which its own timer would do too early or too late for a state that is being made. */
    private boolean isPermitted() {
        try {
            return breaker.tryAcquirePermission();
        } catch (StackOverflowError endless) {
            return false; // another thread is about to change its state, for which it looks till there is no stack left
        }
    }

    private <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> call, Duration limit, Terms terms) {
        long begun = breaker.getCurrentTimestamp();
        CompletionStage<T> stage = begin(call);
        return TimeLimit.of(stage, limit).handle((value, thrown) -> {
            try {
                boolean counts = !(stage instanceof SharedCall<T> shared) || shared.speaksForAll();
                return settle(value, thrown, breaker.getCurrentTimestamp() - begun, terms, counts);
            } finally {
                if (terms.trial()) {
                    onTrial.set(false);
                }
            }
        });
    }

    /** Probes can be wrong: what they call hopeless is tried now and then. */
    private boolean beginTrial() {
        return (reachable.getAsBoolean() || isDueAlthoughHopeless()) && onTrial.compareAndSet(false, true);
    }

    private boolean isDueAlthoughHopeless() {
        long now = System.nanoTime();
        long due = nextHopelessTrial.get();
        return now - due >= 0 && nextHopelessTrial.compareAndSet(due, now + HOPELESS_PAUSE.toNanos());
    }

    /** What throws or gives no stage has begun nothing. */
    @SuppressWarnings("NullAway") // a defective port returns null whatever its signature says
    private <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> call) {
        try {
            return Objects.requireNonNull(call.get(), "no stage");
        } catch (Throwable thrown) {
            return CompletableFuture.failedStage(Failures.isAnswer(thrown) ? thrown : Failures.ofRead(name, thrown));
        }
    }

    private <T> T settle(@Nullable T value, @Nullable Throwable thrown, long took, Terms terms, boolean counts) {
        if (value != null) {
            if (counts) {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            } else {
                breaker.releasePermission();
            }
            terms.told().answered(name);
            return value;
        }
        Throwable failure =
                thrown != null ? Failures.unwrap(thrown) : new NullPointerException("a stage completed with null");
        if (Failures.isAnswer(failure)) {
            breaker.releasePermission();
            terms.told().refused(name);
            throw (RuntimeException) failure;
        }
        StoreFailure outage = terms.write() ? Failures.ofWrite(name, failure) : Failures.ofRead(name, failure);
        boolean blamed = counts && Failures.countsAgainstPath(outage, terms.write());
        if (blamed && (terms.trial() || outage.reason() != Reason.DEFECT)) {
            holdAgainst(took, outage);
        } else {
            breaker.releasePermission();
            if (blamed) {
                terms.ifAnswered().accept(() -> {
                    if (breaker.getState() == CircuitBreaker.State.CLOSED) {
                        holdAgainst(took, outage);
                    }
                });
            }
        }
        lastFailure = Optional.of(new PathFailure(clock.instant(), name, outage));
        log.failed(outage);
        terms.told().failed(name, outage);
        throw outage;
    }

    private void holdAgainst(long took, StoreFailure outage) {
        breaker.onError(took, breaker.getTimestampUnit(), outage);
        if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            breaker.transitionToOpenState();
        }
    }

    /** @param told of what comes of it */
    private record Terms(boolean write, Consumer<Runnable> ifAnswered, boolean trial, FallbackObserver told) {}
}
