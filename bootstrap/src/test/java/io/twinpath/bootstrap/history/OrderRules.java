package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Violation.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was known before an operation began holds in its answer, and nothing that began after its answer does. */
final class OrderRules {
    /**
     * An answer, and the earliest moment at which what it tells may have come true.
     *
     * @param start of a write that of its first attempt
     */
    private record Observation(Operation operation, long start) {
        boolean isOutdatedBy(Operation known) {
            long version = operation.answer().version();
            long before = known.answer().version();
            return operation.isRead() ? version < before : version <= before;
        }
    }

    private final SubjectHistory history;
    private final List<Violation> violations = new ArrayList<>();

    OrderRules(SubjectHistory history) {
        this.history = history;
    }

    List<Violation> violations() {
        checkPast();
        checkFuture();
        return violations;
    }

    private void checkPast() {
        List<Operation> known = history.operations().stream()
                .filter(Operation::isOk)
                .sorted(Comparator.comparingLong(Operation::end))
                .toList();
        int next = 0;
        Operation newest = null;
        for (Observation each : observations()) {
            while (next < known.size() && known.get(next).end() < each.start()) {
                Operation one = known.get(next++);
                newest = newest == null
                                || one.answer().version() > newest.answer().version()
                        ? one
                        : newest;
            }
            if (newest != null && each.isOutdatedBy(newest)) {
                Rule rule = each.operation().isRead() ? Rule.READS_ARE_FRESH : Rule.WRITES_IN_REAL_TIME;
                violations.add(history.violation(
                        rule, "the first was known before the second began", List.of(newest, each.operation())));
            }
        }
    }

    private List<Observation> observations() {
        List<Observation> observations = new ArrayList<>();
        history.reads().forEach(read -> observations.add(new Observation(read, read.start())));
        history.writes()
                .values()
                .forEach(write -> write.settled()
                        .ifPresent(settled -> observations.add(new Observation(settled, write.start()))));
        observations.sort(Comparator.comparingLong(Observation::start));
        return observations;
    }

    /** A version is no older than the latest begun of those up to it. */
    private void checkFuture() {
        Map<Long, Write> latest = new HashMap<>();
        Write newest = null;
        for (Row row : history.rows()) {
            Write write = history.writes().get(row.marker());
            if (write != null && (newest == null || write.start() > newest.start())) {
                newest = write;
            }
            if (newest != null) {
                latest.put(row.version(), newest);
            }
        }
        for (Operation operation : history.operations()) {
            Write write = latest.get(operation.answer().version());
            if (operation.isOk() && write != null && operation.end() < write.start()) {
                violations.add(history.violation(
                        Rule.NOTHING_FROM_THE_FUTURE,
                        "the first had ended before the second began",
                        List.of(operation, write.attempts().get(0))));
            }
        }
    }
}
