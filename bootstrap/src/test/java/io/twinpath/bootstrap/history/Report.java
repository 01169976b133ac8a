package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Answer.Outcome;
import io.twinpath.bootstrap.history.RandomFaults.Statement;
import io.twinpath.bootstrap.history.Request.Kind;
import io.twinpath.persistence.sync.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was done and what became of it, in numbers. */
final class Report {
    private static final List<Statement> STRUCK = List.of(Statement.WRITE, Statement.PROBE, Statement.READ);

    private final Experiment experiment;
    private final Collection<Operation> history;
    private final List<Write> doubtful;
    private final StringBuilder text = new StringBuilder();

    Report(Experiment experiment, Collection<Operation> history) {
        this.experiment = experiment;
        this.history = history;
        this.doubtful = history.stream()
                .filter(operation -> !operation.isRead())
                .collect(Collectors.groupingBy(operation -> operation.request().key()))
                .values()
                .stream()
                .map(Write::of)
                .filter(write -> write.attempts().stream().anyMatch(attempt -> attempt.is(Outcome.INFO)))
                .toList();
    }

    long operations(Outcome outcome) {
        return count(operation -> operation.is(outcome));
    }

    Set<Integer> statuses() {
        return history.stream().map(operation -> operation.answer().status()).collect(Collectors.toSet());
    }

    /** Writes that somebody tried again after no answer, and was told then that they are made. */
    long settled() {
        return doubtful.stream().filter(write -> write.settled().isPresent()).count();
    }

    @Override
    public String toString() {
        text.setLength(0);
        line("operations", "ok", "fail", "info");
        for (Kind kind : Kind.values()) {
            line(kind, counts(kind, Outcome.OK), counts(kind, Outcome.FAIL), counts(kind, Outcome.INFO));
        }
        line("faults of", "async writes", "probes", "reads", "sync writes", "probes", "reads");
        for (Fault fault : Fault.values()) {
            line(
                    fault,
                    STRUCK.stream()
                            .map(statement -> experiment.asyncFaults().count(statement, fault))
                            .toArray(),
                    STRUCK.stream()
                            .map(statement -> experiment.syncFaults().count(statement, fault))
                            .toArray());
        }
        line("no outcome", reasons());
        doubts();
        return text.toString();
    }

    /** Why there was no answer, by the problem's type or the failure itself, and how often. */
    private Object[] reasons() {
        Map<String, Long> reasons = history.stream()
                .filter(operation -> operation.is(Outcome.INFO))
                .collect(Collectors.groupingBy(
                        operation -> reason(operation.answer().body()), TreeMap::new, Collectors.counting()));
        return reasons.entrySet().toArray();
    }

    private static String reason(String body) {
        return body.replaceFirst(".*/problems/([a-z-]+).*", "$1");
    }

    private void doubts() {
        Set<String> rows = experiment.truth().rows().stream().map(Row::marker).collect(Collectors.toSet());
        List<Write> left = doubtful.stream()
                .filter(write -> write.settled().isEmpty() && write.refused().isEmpty())
                .toList();
        text.append(String.format(
                Locale.ROOT,
                "%d ambiguous writes; %d answers left it open; of %d writes with such an answer or none, %d were"
                        + " acknowledged when tried again, %d refused, %d stay open, of which %d are made%n",
                experiment.ambiguousWrites(),
                count(operation ->
                        operation.is(Outcome.INFO) && operation.answer().body().contains("outcome-unknown")),
                doubtful.size(),
                settled(),
                doubtful.size() - settled() - left.size(),
                left.size(),
                left.stream().filter(write -> rows.contains(write.marker())).count()));
    }

    private long counts(Kind kind, Outcome outcome) {
        return count(operation -> operation.request().kind() == kind && operation.is(outcome));
    }

    private long count(Predicate<Operation> which) {
        return history.stream().filter(which).count();
    }

    private void line(Object name, Object... columns) {
        text.append(String.format("%-20s", name));
        for (Object column : columns) {
            if (column instanceof Object[] several) {
                for (Object each : several) {
                    text.append(String.format("%22s", each));
                }
            } else {
                text.append(String.format("%22s", column));
            }
        }
        text.append(System.lineSeparator());
    }
}
