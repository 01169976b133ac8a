package io.twinpath.bootstrap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.bootstrap.history.Answer.Outcome;
import io.twinpath.persistence.sync.Fault;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built distribution under many clients while statements are struck and paths go away: no write is lost or made twice,
 * and nobody is told what is not so. {@code -Dhistory.ambiguous} says how many writes are struck after they were sent,
 * {@code -Dhistory.seed} repeats the choices of another run.
 */
@Tag("history")
class HistoryIT {
    private static final int AMBIGUOUS = Integer.getInteger("history.ambiguous", 1000);

    private final long seed = Long.getLong("history.seed", System.nanoTime());

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void every_write_takes_effect_at_most_once_and_every_answer_is_true(@TempDir Path home) {
        try (Experiment experiment = new Experiment(seed);
                TwinpathProcess service = experiment.serve(home)) {
            Api api = Api.of(service);
            await().until(api::isReady);
            try (Driver clients = experiment.clientsOf(api)) {
                Outages outages = experiment.outages();
                long begun = System.nanoTime();
                experiment.strike(clients, outages, () -> experiment.ambiguousWrites() >= AMBIGUOUS);
                await().until(api::isReady);
                clients.runUntil(clients::isSettled);
                experiment.awaitQuiet();

                Report report = new Report(experiment, clients.history());
                long coalesced = Api.coalescedReads(service);
                System.out.printf(
                        "%scoalesced reads %d, seed %d, %d s, outages of one path %d, of both %d%n",
                        report,
                        coalesced,
                        seed,
                        (System.nanoTime() - begun) / 1_000_000_000,
                        outages.ofOnePath(),
                        outages.ofBothPaths());
                assertThat(experiment.check(clients)).as("seed %d", seed).isEmpty();
                assertNoTrifle(experiment, report);
                assertThat(coalesced).as("reads that shared a statement").isPositive();
                assertThat(outages.ofOnePath()).isPositive();
                assertThat(outages.ofBothPaths()).isPositive();
            }
        }
    }

    private void assertNoTrifle(Experiment experiment, Report report) {
        assertThat(report.statuses())
                .as("seed %d", seed)
                .contains(200, 304, 412, 503)
                .isSubsetOf(0, 200, 304, 412, 503);
        for (Fault fault : Fault.values()) {
            assertThat(experiment.asyncFaults().count(fault))
                    .as("async %s", fault)
                    .isPositive();
            assertThat(experiment.syncFaults().count(fault))
                    .as("sync %s", fault)
                    .isPositive();
        }
        assertThat(report.operations(Outcome.OK)).isGreaterThan(AMBIGUOUS);
        assertThat(report.operations(Outcome.FAIL)).isGreaterThan(AMBIGUOUS / 10);
        assertThat(report.settled()).isGreaterThan(AMBIGUOUS / 100);
    }
}
