package io.twinpath.bootstrap.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The whole of what there is to see. */
final class StatusView {
    private final boolean colours;

    StatusView(boolean colours) {
        this.colours = colours;
    }

    List<String> of(Interval interval) {
        Snapshot now = interval.after();
        Page page = new Page(colours);
        page.line(Style.BOLD, "Twinpath at " + now.base(), Figures.time(now.time()));
        state(page, now.health(), now.time());
        page.line(Style.PLAIN, "");
        new PathRows(page, interval).write();
        page.line(Style.PLAIN, "");
        new LatencyRows(page, interval).write();
        page.line(Style.PLAIN, "");
        fallbacks(page, interval);
        lastError(page, now.health().path("last_error"));
        return page.lines();
    }

    /** What there is to say while there is nothing to see. */
    List<String> of(NoAnswer failure, Instant now) {
        Page page = new Page(colours);
        page.line(Style.BOLD, "Twinpath", Figures.time(now));
        page.line(Style.BAD, String.valueOf(failure.getMessage()));
        page.line(Style.PLAIN, "Trying again every second.");
        return page.lines();
    }

    private static void state(Page page, JsonNode health, Instant now) {
        String since = Figures.time(health.path("degraded_since"))
                .map(time -> " since " + Figures.time(time) + ": " + Figures.age(Duration.between(time, now)))
                .orElse("");
        String status = Figures.text(health.path("status"));
        page.line(
                switch (status) {
                    case "ok" -> Style.GOOD;
                    case "down" -> Style.BAD;
                    default -> Style.ODD;
                },
                status.toUpperCase(Locale.ROOT) + since);
    }

    private static void fallbacks(Page page, Interval interval) {
        String reasons = interval.after()
                .metrics()
                .named("database_fallbacks_total", Map.of())
                .map(each -> Map.entry(
                        each.label("reason").replace('_', ' '),
                        interval.perSecond(each.name(), each.labels()).orElse(0)))
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getKey() + " " + Figures.rate(OptionalDouble.of(each.getValue())))
                .sorted()
                .collect(Collectors.joining(", "));
        page.fact(reasons.isEmpty() ? Style.PLAIN : Style.ODD, "fallbacks/s", reasons.isEmpty() ? "none" : reasons);
    }

    private static void lastError(Page page, JsonNode error) {
        if (!error.isObject()) {
            page.fact(Style.PLAIN, "last error", "none");
            return;
        }
        String time = Figures.time(error.path("time")).map(Figures::time).orElse("-");
        page.fact(Style.PLAIN, "last error", time + ", " + Figures.text(error.path("path")) + " path");
        page.fact(Style.PLAIN, "", Figures.text(error.path("class")));
        page.fact(Style.PLAIN, "", Figures.text(error.path("text")));
    }
}
