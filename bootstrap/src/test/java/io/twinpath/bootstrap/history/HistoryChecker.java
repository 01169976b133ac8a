package io.twinpath.bootstrap.history;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what clients were told against what the database did. It is given no expectations but these: a write takes effect
 * at most once, an answer is true, and the order of things is that of real time.
 */
public final class HistoryChecker {
    private HistoryChecker() {}

    /** @param truth every version of every row from the first operation on, each row's in their order */
    public static List<Violation> check(Collection<Operation> history, List<Row> truth) {
        Map<Subject, List<Operation>> operations = history.stream()
                .collect(Collectors.groupingBy(operation -> operation.request().subject()));
        Map<Subject, List<Row>> rows = truth.stream().collect(Collectors.groupingBy(Row::subject));
        Set<Subject> subjects = new HashSet<>(operations.keySet());
        subjects.addAll(rows.keySet());
        return subjects.stream()
                .flatMap(subject -> check(new SubjectHistory(
                        subject, operations.getOrDefault(subject, List.of()), rows.getOrDefault(subject, List.of()))))
                .toList();
    }

    private static Stream<Violation> check(SubjectHistory history) {
        return Stream.of(
                        new WriteRules(history).violations(),
                        new ReadRules(history).violations(),
                        new OrderRules(history).violations())
                .flatMap(List::stream);
    }
}
