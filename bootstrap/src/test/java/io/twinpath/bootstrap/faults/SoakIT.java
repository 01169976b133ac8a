package io.twinpath.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.bootstrap.faults.Verdict.Rule;
import io.twinpath.bootstrap.faults.Verdict.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One service for {@code -Dsoak.minutes}, one fault after the other: nothing that it holds grows. */
@Tag("soak")
class SoakIT {
    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 20));
    private static final double WARM_UP_SHARE = 0.2;
    private static final Set<Rule> RULES = EnumSet.of(
            Rule.V1_ONLY_2XX_4XX_503,
            Rule.V2_REFUSALS_ARE_WELL_FORMED,
            Rule.V5_NO_WRITE_LOST_OR_DOUBLED,
            Rule.V10_NO_AUTHORISATION_LOOSENED);

    private final Random random = new Random(Long.getLong("soak.seed", System.nanoTime()));
    private final Trend heap = new Trend("heap MB", 2);
    private final Trend resident = new Trend("RSS MB", 5);
    private final Trend threads = new Trend("threads", 2);
    private final Trend descriptors = new Trend("descriptors", 4);
    private final Trend connections = new Trend("connections", 2);

    @Test
    void nothing_grows(@TempDir Path folder) throws Exception {
        List<FaultCase> faults = Stream.of(NetworkFaults.all(), DatabaseFaults.all())
                .flatMap(all -> all)
                .filter(fault -> !fault.name().matches(".*(rotated|disk|certificate|taken by others).*"))
                .map(fault -> fault.recovers(Duration.ofSeconds(4)))
                .toList();
        List<String> violations = new ArrayList<>();
        try (TestBed bed = new TestBed(folder)) {
            FaultRun run = new FaultRun(bed, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(4));
            long begun = System.nanoTime();
            long pid = bed.service().process().pid();
            for (double now = 0; now < LENGTH.toSeconds(); now = (System.nanoTime() - begun) / 1e9) {
                FaultCase fault = faults.get(random.nextInt(faults.size()));
                Recording recording = run.run(fault);
                Verdict.of(recording).stream()
                        .filter(violation -> RULES.contains(violation.rule()))
                        .map(Violation::toString)
                        .forEach(violation -> violations.add(fault + ": " + violation));
                assertThat(bed.service().process().pid())
                        .as("one process all the time; %s: %s", fault, recording.unsettled())
                        .isEqualTo(pid);
                sample(now, recording.heldAfter(), bed);
                System.out.printf("%5.0f s  %s  %s%n", now, recording.heldAfter(), fault);
            }
        }
        List<Trend> trends = List.of(heap, resident, threads, descriptors, connections);
        trends.forEach(System.out::println);
        assertThat(violations).isEmpty();
        assertThat(trends).noneMatch(Trend::grows);
    }

    private void sample(double seconds, Resources held, TestBed bed) {
        if (seconds < LENGTH.toSeconds() * WARM_UP_SHARE) {
            return;
        }
        heap.add(seconds, held.heapMegabytes());
        resident.add(seconds, held.residentMegabytes());
        threads.add(seconds, held.threads());
        descriptors.add(seconds, held.descriptors());
        connections.add(
                seconds,
                bed.database().connectionsOf("twinpath-async") + bed.database().connectionsOf("twinpath-sync"));
    }
}
