package io.twinpath.bootstrap.status;

import io.twinpath.bootstrap.status.Samples.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How often each kind of call was made within the interval, and how long it took. */
final class LatencyRows {
    private static final String OPERATIONS = "database_operation_duration_seconds";
    private static final String REQUESTS = "http_server_requests_seconds";

    private final Page page;
    private final Interval interval;

    LatencyRows(Page page, Interval interval) {
        this.page = page;
        this.interval = interval;
    }

    void write() {
        page.row(
                Style.BOLD,
                String.format(Locale.ROOT, "in the last %.1f s", interval.seconds()),
                Stream.of("calls/s", "failed/s", "p50", "p95", "p99")
                        .map(Cell::plain)
                        .toList());
        operations()
                .forEach((name, labels) -> row(
                        name, OPERATIONS, labels, each -> each.label("success").equals("false")));
        row(
                "all HTTP requests",
                REQUESTS,
                Map.of(),
                each -> each.label("status").startsWith("5"));
    }

    /** By name, every kind of call that there ever was. */
    private Map<String, Map<String, String>> operations() {
        Map<String, Map<String, String>> operations = new TreeMap<>();
        interval.after()
                .metrics()
                .named(OPERATIONS + "_count", Map.of())
                .filter(each -> each.value() > 0)
                .forEach(each -> {
                    String endpoint = each.label("endpoint");
                    String type = each.label("operation_type");
                    operations.put(endpoint + " " + type, Map.of("endpoint", endpoint, "operation_type", type));
                });
        return operations;
    }

    private void row(String name, String histogram, Map<String, String> labels, Predicate<Sample> isFailure) {
        String failed = Figures.rate(failures(histogram + "_count", labels, isFailure));
        page.row(
                Style.PLAIN,
                name,
                List.of(
                        Cell.plain(Figures.rate(interval.perSecond(histogram + "_count", labels))),
                        new Cell(failed, failed.equals("0.0") ? Style.PLAIN : Style.ODD),
                        quantile(0.5, histogram, labels),
                        quantile(0.95, histogram, labels),
                        quantile(0.99, histogram, labels)));
    }

    private OptionalDouble failures(String counter, Map<String, String> labels, Predicate<Sample> isFailure) {
        return interval.after()
                .metrics()
                .named(counter, labels)
                .mapToDouble(each -> isFailure.test(each)
                        ? interval.perSecond(counter, each.labels()).orElse(0)
                        : 0)
                .reduce(Double::sum);
    }

    private Cell quantile(double part, String histogram, Map<String, String> labels) {
        return interval.quantile(part, histogram, labels)
                .map(each -> Cell.plain((each.beyond() ? ">" : "") + Figures.seconds(each.seconds())))
                .orElse(Cell.UNKNOWN);
    }
}
