package io.twinpath.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.bootstrap.faults.Verdict.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three faults of {@link FaultsIT} in seconds, without what depends on how fast and how idle the machine is. */
class FaultSubsetIT {
    private static final Set<Rule> RULES = EnumSet.of(
            Rule.V1_ONLY_2XX_4XX_503,
            Rule.V2_REFUSALS_ARE_WELL_FORMED,
            Rule.V4_READS_ANSWERED_BY_THE_OTHER_PATH,
            Rule.V5_NO_WRITE_LOST_OR_DOUBLED,
            Rule.V6_AS_BEFORE,
            Rule.V10_NO_AUTHORISATION_LOOSENED,
            Rule.OWN_EXPECTATION);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration WELL_AGAIN = Duration.ofMillis(3600);

    @Test
    void a_broken_path_a_killed_server_and_a_restart_are_survived(@TempDir Path folder) throws Exception {
        try (TestBed bed = new TestBed(folder)) {
            FaultRun run = new FaultRun(bed, SHORT, SHORT, SHORT);
            for (FaultCase fault : Stream.of(
                            FaultCase.of("network", "black hole, async")
                                    .inject(each -> each.async().blackHole())
                                    .hold(each -> Thread.sleep(1000))
                                    .end(TestBed::healNetwork)
                                    .recovers(WELL_AGAIN)
                                    .expect(Expectation.READS_ANSWERED),
                            FaultCase.of("database", "killed (SIGKILL), start")
                                    .inject(each -> each.server().kill())
                                    .end(each -> each.server().start())
                                    .hold(each -> Thread.sleep(200))
                                    .recovers(WELL_AGAIN),
                            ProcessFaults.sigterm().recovers(WELL_AGAIN))
                    .map(each -> each.on(FaultCase.Service.USUAL.at(60))) // it has only just begun to run
                    .toList()) {
                Recording recording = run.run(fault);
                assertThat(Verdict.of(recording))
                        .as(fault.toString())
                        .filteredOn(violation -> RULES.contains(violation.rule())
                                && !violation.what().contains(" threads, ")) // it has not begun all of them
                        .isEmpty();
            }
        }
    }
}
