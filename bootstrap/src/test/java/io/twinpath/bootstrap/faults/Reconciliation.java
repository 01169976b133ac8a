package io.twinpath.bootstrap.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the service counted against what its clients saw. */
final class Reconciliation {
    /** Refusals in front of the application have no route. */
    private static final String ROUTES =
            "^http_server_requests_seconds_count\\{.*route=\"(/api/v1/(profile|settings)|[^/\"][^\"]*)\".*";

    private Reconciliation() {}

    static List<String> check(Recording recording) {
        if (recording.expects(Expectation.RESTARTED) || recording.expects(Expectation.UNCOUNTED)) {
            return List.of();
        }
        List<String> wrong = new ArrayList<>();
        Figures counted = recording.counted();
        seen(recording).forEach((status, count) -> {
            double told = counted.sum(ROUTES + "status=\"" + status + "\"");
            if (told != count) {
                wrong.add("clients saw " + count + " answers of " + status + ", the service counts " + (long) told);
            }
        });
        double operations = counted.sum("^database_operation_duration_seconds_count");
        double async = counted.sum("^database_attempts_total\\{connection_type=\"async\"");
        double sync = counted.sum("^database_attempts_total\\{connection_type=\"sync\"");
        double fallbacks = counted.sum("^database_fallbacks_total");
        double hedges = counted.sum("^database_hedges_total");
        double served = counted.sum("^database_connections_total");
        if (async < operations) {
            wrong.add("of " + (long) operations + " calls only " + (long) async + " were tried on the async path");
        }
        if (fallbacks > 0 && (sync > 2 * fallbacks + hedges + 2 || fallbacks > operations)) {
            wrong.add((long) fallbacks + " fallbacks and " + (long) hedges + " hedges, but " + (long) sync
                    + " attempts on the sync path");
        }
        if (served > operations) {
            wrong.add((long) served + " calls served of " + (long) operations);
        }
        return wrong;
    }

    private static Map<Integer, Long> seen(Recording recording) {
        return Stream.concat(
                        recording.samples().stream().map(Sample::status),
                        Stream.of("expired token", "closed account")
                                .flatMap(recording::polls)
                                .map(Watch.Poll::status))
                .filter(status -> status > 0)
                .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
    }
}
