package io.twinpath.bootstrap.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A figure over time, and the straight line through it (least squares). */
final class Trend {
    private final String name;
    private final double slack;
    private final List<Double> times = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    /** @param slack by which it may grow besides a tenth, for a small figure does so by itself */
    Trend(String name, double slack) {
        this.name = name;
        this.slack = slack;
    }

    void add(double seconds, double value) {
        times.add(seconds);
        values.add(value);
    }

    /** From the first to the last by the line. */
    double growth() {
        double meanTime = times.stream().mapToDouble(each -> each).average().orElse(0);
        double mean = mean();
        double above = 0;
        double below = 0;
        for (int i = 0; i < times.size(); i++) {
            above += (times.get(i) - meanTime) * (values.get(i) - mean);
            below += (times.get(i) - meanTime) * (times.get(i) - meanTime);
        }
        return below == 0 ? 0 : above / below * (times.get(times.size() - 1) - times.get(0));
    }

    boolean grows() {
        return growth() > mean() * 0.1 + slack;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-14s mean %8.1f, growth by the line %+7.1f over %.0f s, %d samples: %s",
                name,
                mean(),
                growth(),
                times.isEmpty() ? 0 : times.get(times.size() - 1) - times.get(0),
                values.size(),
                grows() ? "GROWS" : "steady");
    }

    private double mean() {
        return values.stream().mapToDouble(each -> each).average().orElse(0);
    }
}
