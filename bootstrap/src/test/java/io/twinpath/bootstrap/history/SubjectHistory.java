package io.twinpath.bootstrap.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was done to one row, and what it was. */
final class SubjectHistory {
    private final Subject subject;
    private final List<Operation> operations;
    private final List<Row> rows;
    private final Map<String, Write> writes;

    SubjectHistory(Subject subject, List<Operation> operations, List<Row> rows) {
        this.subject = subject;
        this.operations = new ArrayList<>(operations);
        this.operations.sort(Comparator.comparingLong(Operation::start));
        this.rows = rows;
        this.writes = this.operations.stream()
                .filter(operation -> !operation.isRead())
                .collect(Collectors.groupingBy(
                        operation -> operation.request().marker(),
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Write::of)));
    }

    /** In the order in which they began. */
    List<Operation> operations() {
        return operations;
    }

    List<Operation> reads() {
        return operations.stream()
                .filter(operation -> operation.isRead() && operation.isOk())
                .toList();
    }

    /** By their markers. */
    Map<String, Write> writes() {
        return writes;
    }

    List<Row> rows() {
        return rows;
    }

    Violation violation(Violation.Rule rule, String what, List<Operation> operations) {
        return new Violation(rule, subject, what, operations);
    }
}
