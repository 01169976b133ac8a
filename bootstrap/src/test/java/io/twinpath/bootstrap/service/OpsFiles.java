package io.twinpath.bootstrap.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the distribution brings for those who operate it, in {@code ops}. */
final class OpsFiles {
    static final Path FOLDER = Path.of("ops");
    static final Path RULES = FOLDER.resolve("prometheus/alerts.yml");

    private static final Pattern EXPRESSION = Pattern.compile("(?m)^( *)expr: (?:\\|\\n((?:\\1 +.*\\n)+)|(.*)\\n)");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *\\w+\\)");

    private OpsFiles() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The PromQL of all rules. */
    static List<String> ruleExpressions() {
        return EXPRESSION
                .matcher(read(RULES))
                .results()
                .map(match -> Optional.ofNullable(match.group(2)).orElse(match.group(3)))
                .toList();
    }

    /** The values of a key in the rules, such as the names of all alerts. */
    static List<String> ruleValues(String key) {
        return Pattern.compile("(?m)\\b" + key + ": (\\S+)$")
                .matcher(read(RULES))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    static JsonNode dashboard() {
        try {
            return new ObjectMapper()
                    .readTree(FOLDER.resolve("grafana/twinpath.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The PromQL of all panels, annotations and variables. */
    static List<String> dashboardExpressions() {
        return Stream.concat(
                        dashboard().findValuesAsText("expr").stream(),
                        dashboard().findValuesAsText("definition").stream()
                                .flatMap(definition ->
                                        LABEL_VALUES.matcher(definition).results())
                                .map(match -> match.group(1)))
                .toList();
    }
}
