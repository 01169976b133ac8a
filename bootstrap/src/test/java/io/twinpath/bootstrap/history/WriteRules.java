package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What was made of the writes. */
final class WriteRules {
    private final SubjectHistory history;
    private final Map<String, List<Row>> rows;
    private final List<Violation> violations = new ArrayList<>();

    WriteRules(SubjectHistory history) {
        this.history = history;
        this.rows = history.rows().stream().collect(Collectors.groupingBy(Row::marker));
    }

    List<Violation> violations() {
        checkVersions();
        history.writes().values().forEach(this::check);
        return violations;
    }

    private void checkVersions() {
        for (int i = 1; i < history.rows().size(); i++) {
            Row before = history.rows().get(i - 1);
            Row row = history.rows().get(i);
            if (row.version() != before.version() + 1) {
                add(Rule.VERSIONS_CONTIGUOUS, row + " after " + before, List.of());
            }
            if (!history.writes().containsKey(row.marker())) {
                add(Rule.EVERY_ROW_WAS_ASKED_FOR, row.toString(), List.of());
            }
        }
    }

    private void check(Write write) {
        List<Row> applied = rows.getOrDefault(write.marker(), List.of());
        if (applied.size() > 1) {
            add(Rule.APPLIED_AT_MOST_ONCE, applied.toString(), write.attempts());
        }
        if (applied.isEmpty() && !write.acknowledged().isEmpty()) {
            add(Rule.ACKNOWLEDGED_IS_APPLIED, "no row", write.attempts());
        }
        if (!applied.isEmpty() && !write.refused().isEmpty()) {
            add(Rule.REFUSED_IS_NOT_APPLIED, applied.toString(), write.attempts());
        }
        applied.forEach(row -> check(write, row));
        if (write.acknowledged().stream().map(Operation::answer).distinct().count() > 1) {
            add(Rule.ONE_WRITE_ONE_ANSWER, "answers differ", write.acknowledged());
        }
    }

    private void check(Write write, Row row) {
        OptionalLong base = write.request().base();
        if (base.isPresent() && row.version() != base.getAsLong() + 1) {
            add(Rule.APPLIED_TO_ITS_BASE, row.toString(), write.attempts());
        }
        for (Operation attempt : write.acknowledged()) {
            Answer answer = attempt.answer();
            if (answer.version() != row.version() || !answer.marker().equals(row.marker())) {
                add(Rule.ACKNOWLEDGED_AS_IT_WAS_APPLIED, row.toString(), List.of(attempt));
            }
        }
    }

    private void add(Rule rule, String what, List<Operation> operations) {
        violations.add(history.violation(rule, what, operations));
    }
}
