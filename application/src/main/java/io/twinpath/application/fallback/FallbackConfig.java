package io.twinpath.application.fallback;

import java.time.Duration;

/**
 * How long attempts may take, and when a path counts as broken.
 *
 * @param deadline for a whole call, both attempts together
 * @param primaryLimit for the attempt on the primary
 * @param secondaryLimit for the attempt on the secondary, cut by what is left of the deadline
 * @param breaker of either path
 * @param hedged whether a read that is slow on the primary is asked of the secondary too
 */
public record FallbackConfig(
        Duration deadline, Duration primaryLimit, Duration secondaryLimit, Breaker breaker, boolean hedged) {
    public static final FallbackConfig DEFAULT = new FallbackConfig(
            Duration.ofMillis(2000), Duration.ofMillis(600), Duration.ofMillis(800), Breaker.DEFAULT);

    /** Reads are not hedged. */
    public FallbackConfig(Duration deadline, Duration primaryLimit, Duration secondaryLimit, Breaker breaker) {
        this(deadline, primaryLimit, secondaryLimit, breaker, false);
    }

    public FallbackConfig {
        requirePositive("deadline", deadline);
        requirePositive("primaryLimit", primaryLimit);
        requirePositive("secondaryLimit", secondaryLimit);
    }

    /**
     * When a path is no longer asked: as half of the last {@code window} calls have failed, from the
     * {@code minimumCalls}-th on. After {@code open} it is tried with one call after another: {@code trials} that succeed
     * put it in use again, one that fails does not, for as long again.
     */
    public record Breaker(int window, int minimumCalls, Duration open, int trials) {
        public static final Breaker DEFAULT = new Breaker(20, 5, Duration.ofSeconds(1), 3);

        public Breaker {
            requirePositive("open", open);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than zero, not " + duration);
        }
    }
}
