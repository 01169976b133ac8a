package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was shown to readers. */
final class ReadRules {
    private final SubjectHistory history;
    private final List<Violation> violations = new ArrayList<>();

    ReadRules(SubjectHistory history) {
        this.history = history;
    }

    List<Violation> violations() {
        checkRows();
        checkMonotonic();
        checkBodies();
        return violations;
    }

    private void checkRows() {
        Map<Long, Set<String>> markers = history.rows().stream()
                .collect(Collectors.groupingBy(Row::version, Collectors.mapping(Row::marker, Collectors.toSet())));
        for (Operation read : history.reads()) {
            Answer answer = read.answer();
            Set<String> there = markers.getOrDefault(answer.version(), Set.of());
            if (there.isEmpty() || (answer.hasBody() && !there.contains(answer.marker()))) {
                add(Rule.READS_ARE_OF_ROWS, "that version was of " + there, List.of(read));
            }
        }
    }

    private void checkMonotonic() {
        Map<Integer, Operation> latest = new HashMap<>();
        for (Operation read : history.reads()) {
            Operation before = latest.get(read.client());
            if (before != null && before.answer().version() > read.answer().version()) {
                add(Rule.READS_ARE_MONOTONIC, "the second is older", List.of(before, read));
            } else {
                latest.put(read.client(), read);
            }
        }
    }

    private void checkBodies() {
        Map<Long, Operation> first = new HashMap<>();
        for (Operation operation : history.operations()) {
            if (operation.answer().hasBody()) {
                Operation other = first.putIfAbsent(operation.answer().version(), operation);
                if (other != null
                        && !other.answer().body().equals(operation.answer().body())) {
                    String bodies =
                            other.answer().body() + " and " + operation.answer().body();
                    add(Rule.ONE_TAG_ONE_BODY, bodies, List.of(other, operation));
                }
            }
        }
    }

    private void add(Rule rule, String what, List<Operation> operations) {
        violations.add(history.violation(rule, what, operations));
    }
}
