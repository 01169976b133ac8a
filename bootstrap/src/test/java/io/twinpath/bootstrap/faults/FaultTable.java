package io.twinpath.bootstrap.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One row for each fault, as Markdown. */
final class FaultTable {
    private static final Path DOCUMENT = Path.of("ops", "faults.md");
    private static final Pattern TABLE = Pattern.compile("\\| fault \\|[^\n]*\n(?:\\|[^\n]*\n)*");
    private static final String HEAD = "| fault | answers by status | worst | p99 | first 200 after | steady after |"
            + " log lines | verdict |\n|---|---|---|---|---|---|---|---|\n";

    private final List<String> rows = new ArrayList<>();

    void add(FaultCase fault, Recording recording, List<Verdict.Violation> violations) {
        Map<String, Long> statuses = recording.samples().stream()
                .collect(Collectors.groupingBy(
                        each -> each.status() == 0 ? "none" : Integer.toString(each.status()),
                        TreeMap::new,
                        Collectors.counting()));
        String verdict = violations.isEmpty()
                ? "good"
                : violations.stream()
                        .map(each -> each.rule().name().replaceFirst("_.*", ""))
                        .distinct()
                        .collect(Collectors.joining(", "));
        boolean idle = recording.samples().isEmpty();
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %d | %s |",
                fault,
                statuses.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining(", ")),
                idle ? "" : millis(Recording.quantile(recording.samples().stream(), 1)),
                idle ? "" : millis(Recording.quantile(recording.during(Duration.ZERO), 0.99)),
                idle ? "" : seconds(recording.firstSuccess()),
                idle ? "" : seconds(recording.steady()),
                recording.log().size(),
                verdict));
    }

    void skipped(FaultCase fault, String why) {
        rows.add("| " + fault + " | | | | | | | skipped: " + why + " |");
    }

    void failed(FaultCase fault, Throwable why) {
        rows.add("| " + fault + " | | | | | | | not carried out: "
                + why.getClass().getSimpleName() + " |");
    }

    void writeTo(Path document) throws IOException {
        String page = Files.readString(document);
        Files.writeString(document, TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(toString())));
    }

    void publish() throws IOException {
        System.out.println(this);
        if (System.getProperty("faults.table", "").equals("write")) {
            writeTo(DOCUMENT);
        }
    }

    @Override
    public String toString() {
        return HEAD + String.join("\n", rows) + "\n";
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.0f ms", millis);
    }

    private static String seconds(Duration duration) {
        return duration.toDays() > 0 ? "never" : String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
