package io.twinpath.bootstrap.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Both paths side by side. */
final class PathRows {
    private static final List<String> PATHS = List.of("async", "sync");

    private final Page page;
    private final Interval interval;
    private final JsonNode health;

    PathRows(Page page, Interval interval) {
        this.page = page;
        this.interval = interval;
        this.health = interval.after().health();
    }

    void write() {
        page.row(Style.BOLD, "path", PATHS.stream().map(Cell::plain).toList());
        row("reached", path -> reached(health.path("connectivity").path(path)));
        row("breaker", path -> breaker(Figures.text(health.path("breakers").path(path))));
        row("calls/s", path -> Cell.plain(Figures.rate(rate("database_connections_total", path, Map.of()))));
        row("failed attempts/s", this::failedAttempts);
        row("connections in use", path -> inUse(pool(path)));
        row("  idle, waited for by", path -> pair(pool(path), "idle", "pending"));
        row("  time to get one", path -> Cell.plain(Figures.seconds(pool(path).path("acquire_seconds"))));
        row("  timeouts, over the size", path -> pair(pool(path), "timeouts", "overflow"));
    }

    private JsonNode pool(String path) {
        return health.path(path + "_pool");
    }

    private void row(String label, Function<String, Cell> cell) {
        page.row(Style.PLAIN, label, PATHS.stream().map(cell).toList());
    }

    private static Cell reached(JsonNode connectivity) {
        JsonNode up = connectivity.path("up");
        if (!up.isBoolean()) {
            return Cell.UNKNOWN;
        }
        return up.booleanValue()
                ? new Cell("in " + Figures.seconds(connectivity.path("latency_seconds")), Style.GOOD)
                : new Cell("no", Style.BAD);
    }

    private static Cell breaker(String state) {
        return switch (state) {
            case "closed" -> new Cell(state, Style.GOOD);
            case "open" -> new Cell(state, Style.BAD);
            default -> new Cell(state.replace('_', ' '), Style.ODD);
        };
    }

    /** A rule that is broken is an answer and no failure. */
    private Cell failedAttempts(String path) {
        OptionalDouble all = rate("database_attempts_total", path, Map.of());
        if (all.isEmpty()) {
            return Cell.UNKNOWN;
        }
        double answered = 0;
        for (String outcome : List.of("ok", "refused")) {
            answered += rate("database_attempts_total", path, Map.of("outcome", outcome))
                    .orElse(0);
        }
        String text = Figures.rate(OptionalDouble.of(Math.max(0, all.getAsDouble() - answered)));
        return new Cell(text, text.equals("0.0") ? Style.PLAIN : Style.ODD);
    }

    private static Cell inUse(JsonNode pool) {
        String text = Figures.count(pool.path("active")) + " of " + Figures.count(pool.path("size"));
        return pool.path("near_exhaustion").asBoolean() ? new Cell("exhausted: " + text, Style.BAD) : Cell.plain(text);
    }

    private static Cell pair(JsonNode pool, String first, String second) {
        return Cell.plain(Figures.count(pool.path(first)) + ", " + Figures.count(pool.path(second)));
    }

    private OptionalDouble rate(String counter, String path, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("connection_type", path);
        return interval.perSecond(counter, all);
    }
}
