package io.twinpath.bootstrap.history;

import java.util.List;
import java.util.stream.Collectors;

/** A rule that does not hold, and what shows it. */
public record Violation(Rule rule, Subject subject, String what, List<Operation> operations) {
    private static final int SHOWN = 8;

    public enum Rule {
        /** A version is missing, or there twice. */
        VERSIONS_CONTIGUOUS,
        /** A row nobody asked for. */
        EVERY_ROW_WAS_ASKED_FOR,
        /** Of all attempts of one write. */
        APPLIED_AT_MOST_ONCE,
        /** A write that was acknowledged is no row. */
        ACKNOWLEDGED_IS_APPLIED,
        /** An acknowledged write is another row than its answer says. */
        ACKNOWLEDGED_AS_IT_WAS_APPLIED,
        /** A write changed another version than the one it named. */
        APPLIED_TO_ITS_BASE,
        /** A write that was refused is a row. */
        REFUSED_IS_NOT_APPLIED,
        /** Two attempts of one write were acknowledged with different answers. */
        ONE_WRITE_ONE_ANSWER,
        /** A write that began after another answer was acknowledged with a version that is not newer. */
        WRITES_IN_REAL_TIME,
        /** A read shows less than somebody knew before it began. */
        READS_ARE_FRESH,
        /** A client reads less than it had read. */
        READS_ARE_MONOTONIC,
        /** A read shows what no row ever was. */
        READS_ARE_OF_ROWS,
        /** An answer shows what was not begun when it came. */
        NOTHING_FROM_THE_FUTURE,
        /** One entity tag, different bytes. */
        ONE_TAG_ONE_BODY
    }

    @Override
    public String toString() {
        return rule + " (" + subject + "): " + what
                + operations.stream()
                        .limit(SHOWN)
                        .map(operation -> "\n    " + operation)
                        .collect(Collectors.joining());
    }
}
