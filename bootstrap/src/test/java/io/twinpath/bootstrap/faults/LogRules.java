package io.twinpath.bootstrap.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line for a change of state, one in ten seconds and path for what goes on, a stack trace once. */
final class LogRules {
    /** A state may change more than once, as a path comes back in between. */
    private static final int CHANGES = 4;

    private static final int MOST = 24;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private LogRules() {}

    static List<String> check(Recording recording) {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> kinds = new LinkedHashMap<>();
        Set<String> traces = new HashSet<>();
        for (String line : recording.log()) {
            JsonNode entry = parse(line);
            String message = entry.path("message").asText(line);
            kinds.merge(message.replaceAll("\\d+", "N").replaceAll(" failed: .*", " failed"), 1, Integer::sum);
            String trace = entry.path("stack_trace").asText();
            if (!trace.isEmpty() && !traces.add(trace.lines().limit(3).toList().toString())) {
                wrong.add("a stack trace twice: " + message);
            }
        }
        if (recording.expects(Expectation.TALKATIVE) || recording.expects(Expectation.RESTARTED)) {
            return wrong;
        }
        long seconds = recording.samples().isEmpty()
                ? 0
                : Duration.ofNanos(recording.samples().stream()
                                        .mapToLong(Sample::end)
                                        .max()
                                        .orElse(0)
                                - recording.begun())
                        .toSeconds();
        kinds.forEach((kind, count) -> {
            long most = kind.endsWith(" failed") ? 2 + seconds / QUIET.toSeconds() : CHANGES;
            if (count > most) {
                wrong.add(count + " lines: " + kind);
            }
        });
        if (recording.log().size() > MOST) {
            wrong.add(recording.log().size() + " lines");
        }
        return wrong;
    }

    private static JsonNode parse(String line) {
        ObjectMapper json = new ObjectMapper();
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            return json.createObjectNode();
        }
    }
}
