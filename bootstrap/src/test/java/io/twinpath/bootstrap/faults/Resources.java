package io.twinpath.bootstrap.faults;

/**
 * What a process holds.
 *
 * @param heapMegabytes after a full collection
 */
record Resources(int threads, int descriptors, double heapMegabytes, double residentMegabytes) {
    /** Within a tenth, and a little more for what such small numbers do by themselves. */
    boolean isWithin(Resources before) {
        return threads <= before.threads * 1.1 + 3
                && descriptors <= before.descriptors * 1.1 + 6
                && heapMegabytes <= before.heapMegabytes * 1.1 + 4;
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%d threads, %d descriptors, heap %.1f MB, RSS %.0f MB",
                threads,
                descriptors,
                heapMegabytes,
                residentMegabytes);
    }
}
