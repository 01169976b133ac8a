package io.twinpath.bootstrap.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** One scrape of {@code /metrics}. */
record Figures(Map<String, Double> series) {
    static Figures parse(String text) {
        Map<String, Double> series = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            series.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        });
        return new Figures(series);
    }

    /** Over all series whose name and labels match. */
    double sum(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return series.entrySet().stream()
                .filter(each -> pattern.matcher(each.getKey()).find())
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** What was counted since. */
    Figures since(Figures before) {
        Map<String, Double> delta = new HashMap<>();
        series.forEach((name, value) -> delta.put(name, value - before.series.getOrDefault(name, 0.0)));
        return new Figures(delta);
    }
}
