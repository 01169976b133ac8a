package io.twinpath.bootstrap.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Metrics in Prometheus' text format; what is no sample is passed over. */
record Samples(List<Samples.Sample> all) {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})?[ \\t]+([^ \\t]+)(?:[ \\t]+-?[0-9]+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*+)\"");

    record Sample(String name, Map<String, String> labels, double value) {
        boolean has(Map<String, String> wanted) {
            return labels.entrySet().containsAll(wanted.entrySet());
        }

        String label(String key) {
            return labels.getOrDefault(key, "");
        }
    }

    static Samples parse(String text) {
        List<Sample> samples = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher matcher = SAMPLE.matcher(line);
            if (matcher.matches()) {
                number(matcher.group(3))
                        .ifPresent(value -> samples.add(new Sample(matcher.group(1), labels(matcher.group(2)), value)));
            }
        });
        return new Samples(samples);
    }

    Stream<Sample> named(String name, Map<String, String> labels) {
        return all.stream().filter(each -> each.name().equals(name) && each.has(labels));
    }

    /** Of all that have these labels, whatever others they have; empty when there is none. */
    OptionalDouble sum(String name, Map<String, String> labels) {
        return named(name, labels).mapToDouble(Sample::value).reduce(Double::sum);
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (text != null) {
            Matcher matcher = LABEL.matcher(text);
            while (matcher.find()) {
                labels.put(
                        matcher.group(1),
                        matcher.group(2)
                                .replace("\\n", "\n")
                                .replace("\\\"", "\"")
                                .replace("\\\\", "\\"));
            }
        }
        return labels;
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(
                    switch (text) {
                        case "+Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(text);
                    });
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
