package io.twinpath.application.coalesce;

import java.time.Duration;

/**
 * How reads are gathered in front of one path.
 *
 * @param maxBatchSize keys in one statement
 * @param batches in flight while the path is as fast as it should be; the next one gathers
 * @param maxBatches in flight, those among them that are slow: never more than the path has connections
 * @param patience after which a batch in flight is slow, and another may go beside it
 * @param maxWaiting callers that wait for the next batch; more are refused at once
 * @param maxWait that is expected of a caller for a batch; who would wait longer is refused at once
 */
public record CoalesceConfig(
        int maxBatchSize, int batches, int maxBatches, Duration patience, int maxWaiting, Duration maxWait) {
    /** A batch for two processors, for with more in flight they are smaller. */
    private static final int BATCHES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    public static final CoalesceConfig DEFAULT =
            new CoalesceConfig(100, BATCHES, Math.max(10, BATCHES), Duration.ofMillis(5), 1000, Duration.ofMillis(150));

    public CoalesceConfig {
        requirePositive("maxBatchSize", maxBatchSize);
        requirePositive("batches", batches);
        requirePositive("maxWaiting", maxWaiting);
        requirePositive("patience", patience.toNanos());
        requirePositive("maxWait", maxWait.toNanos());
        if (maxBatches < batches) {
            throw new IllegalArgumentException(
                    "maxBatches must be at least batches, " + batches + ", not " + maxBatches);
        }
    }

    /** In front of a pool of so many connections, for which so many may wait for so long. */
    public CoalesceConfig inFrontOf(int connections, int waiting, Duration wait) {
        return new CoalesceConfig(maxBatchSize, Math.min(batches, connections), connections, patience, waiting, wait);
    }

    /** For each of so many who are in front of the same pool. */
    CoalesceConfig sharedBy(int count) {
        int each = Math.max(1, batches / count);
        return new CoalesceConfig(
                maxBatchSize,
                each,
                Math.max(each, maxBatches / count),
                patience,
                Math.max(1, maxWaiting / count),
                maxWait);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + value);
        }
    }
}
