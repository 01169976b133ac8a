package io.twinpath.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.persistence.sync.PrimaryAndStandby;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built distribution under a steady load while everything around it breaks. {@code -Dfaults.only} takes those whose names
 * match, {@code -Dfaults.full=true} makes them last as long as the design says.
 */
@Tag("faults")
class FaultsIT {
    private static final Pattern ONLY = Pattern.compile(System.getProperty("faults.only", ""));
    private static final FaultTable table = new FaultTable();

    @TempDir
    private static Path folder;

    private static TestBed bed;
    private static FaultRun run;

    @BeforeAll
    static void open() {
        bed = new TestBed(folder);
        run = new FaultRun(bed);
    }

    @AfterAll
    static void publish() throws Exception {
        bed.close();
        table.publish();
    }

    @TestFactory
    Stream<DynamicTest> every_fault_is_survived() {
        return Stream.of(
                        DatabaseFaults.all(),
                        NetworkFaults.all(),
                        AddressFaults.all(),
                        PathFaults.all(),
                        ProcessFaults.all(),
                        HttpFaults.all(),
                        LoadFaults.all())
                .flatMap(faults -> faults)
                .filter(fault -> ONLY.matcher(fault.toString()).find())
                .map(fault -> DynamicTest.dynamicTest(fault.toString(), () -> check(fault)));
    }

    @Test
    void a_killed_primary_and_a_promoted_standby_are_survived(@TempDir Path home) throws Exception {
        FaultCase fault = FaultCase.of("database", "primary killed, standby promoted a second later");
        Assumptions.assumeTrue(ONLY.matcher(fault.toString()).find());
        PrimaryAndStandby pair = new PrimaryAndStandby(home);
        try (TestBed two = TestBed.of(home, pair)) {
            check(
                    fault.inject(each -> {
                                pair.killFirst();
                                Thread.sleep(1000);
                                pair.promoteSecond();
                            })
                            .holdFor(Duration.ofSeconds(2), Duration.ofSeconds(2))
                            .end(each -> each.moveTo(pair.second()))
                            .recovers(Duration.ofSeconds(6)),
                    new FaultRun(two));
        }
    }

    private static void check(FaultCase fault) throws Exception {
        check(fault, run);
    }

    private static void check(FaultCase fault, FaultRun run) throws Exception {
        if (fault.skipped().isPresent()) {
            table.skipped(fault, fault.skipped().get());
            Assumptions.abort(fault.skipped().get());
        }
        Recording recording;
        try {
            recording = run.run(fault);
        } catch (Exception | Error e) {
            table.failed(fault, e);
            throw e;
        }
        List<Verdict.Violation> violations = Verdict.of(recording);
        table.add(fault, recording, violations);
        assertThat(violations)
                .as(
                        "%s; its log begins with\n%s",
                        fault,
                        String.join("\n", recording.log().stream().limit(12).toList()))
                .isEmpty();
    }
}
