package io.twinpath.bootstrap.faults;

import io.twinpath.bootstrap.faults.Watch.Poll;
import io.twinpath.bootstrap.faults.Watch.Report;
import io.twinpath.bootstrap.history.Row;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that was seen of one fault.
 *
 * @param begun of the fault, by {@code System.nanoTime()}
 * @param ended of the fault
 * @param truth every version of every row meanwhile, as the database has it
 * @param counted what the service's counters grew by
 * @param unsettled what of the paths and the pools is not as before when it should be
 * @param findings what the fault found by itself
 */
record Recording(
        Set<Expectation> expectations,
        long begun,
        long ended,
        List<Sample> samples,
        List<Poll> polls,
        List<Report> reports,
        List<Row> truth,
        List<String> log,
        Figures counted,
        Resources heldBefore,
        Resources heldAfter,
        List<String> unsettled,
        List<String> findings) {
    boolean expects(Expectation expectation) {
        return expectations.contains(expectation);
    }

    /** Those that were to begin while the fault was there, its first moment left out. */
    Stream<Sample> during(Duration first) {
        return samples.stream().filter(each -> each.intended() >= begun + first.toNanos() && each.intended() < ended);
    }

    Stream<Sample> after() {
        return samples.stream().filter(each -> each.intended() >= ended);
    }

    Stream<Sample> before() {
        return samples.stream().filter(each -> each.intended() < begun);
    }

    Stream<Poll> polls(String what) {
        return polls.stream().filter(each -> each.what().equals(what));
    }

    /** From the end of the fault till the first 200 of a request that began after it. */
    Duration firstSuccess() {
        return Duration.ofNanos(after().filter(each -> each.status() == 200)
                .mapToLong(each -> each.end() - ended)
                .min()
                .orElse(Long.MAX_VALUE));
    }

    /** From the end of the fault till the last answer that was none, or not quick. */
    Duration steady() {
        return Duration.ofNanos(after().filter(each -> each.status() != 200 || each.millis() > 250)
                .mapToLong(each -> each.end() - ended)
                .max()
                .orElse(0));
    }

    static double quantile(Stream<Sample> samples, double share) {
        double[] millis = samples.mapToDouble(Sample::millis).sorted().toArray();
        return millis.length == 0 ? 0 : millis[(int) Math.min(millis.length - 1L, Math.round(millis.length * share))];
    }
}
