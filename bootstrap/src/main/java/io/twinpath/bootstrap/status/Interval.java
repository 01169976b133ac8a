package io.twinpath.bootstrap.status;

import io.twinpath.bootstrap.status.Samples.Sample;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened between two looks at the same service. */
record Interval(Snapshot before, Snapshot after) {
    /**
     * A latency below which that part of the calls stayed.
     *
     * @param beyond whether it was longer than the seconds, which are the histogram's last bound
     */
    record Quantile(double seconds, boolean beyond) {}

    double seconds() {
        return Math.max(1e-3, (after.nanos() - before.nanos()) / 1e9);
    }

    /** Of a counter; empty when there is none. A service that was started in between counts from 0. */
    OptionalDouble perSecond(String counter, Map<String, String> labels) {
        OptionalDouble now = after.metrics().sum(counter, labels);
        return now.isEmpty()
                ? now
                : OptionalDouble.of(growth(
                                now.getAsDouble(),
                                before.metrics().sum(counter, labels).orElse(0))
                        / seconds());
    }

    /** Interpolated within its bucket, as Prometheus does it; empty when there was no call. */
    Optional<Quantile> quantile(double part, String histogram, Map<String, String> labels) {
        SortedMap<Double, Double> buckets = buckets(histogram + "_bucket", labels);
        double calls = buckets.isEmpty() ? 0 : buckets.get(buckets.lastKey());
        if (calls <= 0) {
            return Optional.empty();
        }
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
            if (bucket.getValue() >= part * calls) {
                double upper = bucket.getKey();
                return Optional.of(
                        Double.isInfinite(upper)
                                ? new Quantile(lower, true)
                                : new Quantile(
                                        lower + (upper - lower) * (part * calls - below) / (bucket.getValue() - below),
                                        false));
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return Optional.empty();
    }

    private SortedMap<Double, Double> buckets(String name, Map<String, String> labels) {
        SortedMap<Double, Double> buckets = bounds(after, name, labels);
        SortedMap<Double, Double> earlier = bounds(before, name, labels);
        buckets.replaceAll((bound, count) -> growth(count, earlier.getOrDefault(bound, 0.0)));
        return buckets;
    }

    private static SortedMap<Double, Double> bounds(Snapshot snapshot, String name, Map<String, String> labels) {
        SortedMap<Double, Double> bounds = new TreeMap<>();
        snapshot.metrics().named(name, labels).forEach(each -> bounds.merge(bound(each), each.value(), Double::sum));
        return bounds;
    }

    private static double bound(Sample bucket) {
        String bound = bucket.label("le");
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

    private static double growth(double now, double earlier) {
        return now < earlier ? now : now - earlier;
    }
}
