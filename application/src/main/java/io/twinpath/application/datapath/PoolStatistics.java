package io.twinpath.application.datapath;

import java.time.Duration;

/**
 * What a pool of connections says of itself at one moment.
 *
 * @param poolClass the class of the library's pool, by its simple name
 * @param size connections it may have
 * @param minimum connections it tries to have
 * @param created connections made since the start
 * @param total connections it has, as {@code pg_stat_activity} shows them by their {@code application_name}
 * @param active connections lent
 * @param idle connections that wait to be lent
 * @param pending calls that wait for a connection
 * @param acquired how often a connection was lent since the start
 * @param acquireTime how long that took, all together
 * @param timeouts calls since the start that waited in vain
 */
public record PoolStatistics(
        String poolClass,
        int size,
        int minimum,
        long created,
        int total,
        int active,
        int idle,
        int pending,
        long acquired,
        Duration acquireTime,
        long timeouts) {
    /** Of this pool and another of its kind, taken as one. */
    public PoolStatistics plus(PoolStatistics other) {
        return new PoolStatistics(
                poolClass,
                size + other.size,
                minimum + other.minimum,
                created + other.created,
                total + other.total,
                active + other.active,
                idle + other.idle,
                pending + other.pending,
                acquired + other.acquired,
                acquireTime.plus(other.acquireTime),
                timeouts + other.timeouts);
    }

    /** Connections above the size: 0 while the pool keeps its word. */
    public int overflow() {
        return Math.max(0, total - size);
    }

    /** How long a call waits for a connection; zero when none was lent yet. */
    public Duration meanAcquireTime() {
        return acquired == 0 ? Duration.ZERO : acquireTime.dividedBy(acquired);
    }

    /** All lent, and more wanted. Under a burst that is what a pool is for; it is trouble when it lasts. */
    public boolean exhausted() {
        return active >= size && pending > 0;
    }
}
