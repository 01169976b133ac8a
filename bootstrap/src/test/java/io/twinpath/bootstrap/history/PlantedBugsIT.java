package io.twinpath.bootstrap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.bootstrap.history.Violation.Rule;
import io.twinpath.bootstrap.service.PlantedService;
import io.twinpath.bootstrap.service.PlantedService.Bug;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The checker finds what it is there for: bugs in the service, under the clients and the faults of {@link HistoryIT}. */
@Tag("history")
class PlantedBugsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CLEAN = 100;

    private final String test;
    private final long seed = Long.getLong("history.seed", System.nanoTime());

    @AutoClose
    private final Experiment experiment = new Experiment(seed);

    PlantedBugsIT(TestInfo test) {
        this.test = test.getTestMethod().orElseThrow().getName();
    }

    @BeforeAll
    static void logs_go_where_all_others_go() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    @Test
    void without_a_bug_nothing_is_found() throws IOException {
        try (PlantedService service = start(Bugs.none());
                Driver clients = experiment.clientsOf(new Api(service.base(), Experiment.tokens()))) {
            experiment.strike(clients, experiment.outages(), () -> experiment.ambiguousWrites() >= CLEAN);
            experiment.awaitQuiet();
            assertThat(experiment.check(clients)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void a_blind_retry_is_found() throws IOException {
        assertFound(Bugs.blindRetry(), Rule.APPLIED_AT_MOST_ONCE);
    }

    @Test
    void a_probe_in_the_same_statement_is_found() throws IOException {
        try (ProbeInTheSameStatement bug =
                new ProbeInTheSameStatement(experiment.database().sync())) {
            assertFound(bug, Rule.REFUSED_IS_NOT_APPLIED);
        }
    }

    @Test
    void an_ambiguous_write_taken_for_failed_is_found() throws IOException {
        assertFound(Bugs.ambiguousTakenForFailed(), Rule.REFUSED_IS_NOT_APPLIED);
    }

    @Test
    void a_cached_read_is_found() throws IOException {
        assertFound(Bugs.cachedRead(), Rule.READS_ARE_FRESH);
    }

    @Test
    void a_read_that_joins_a_statement_already_sent_is_found() throws IOException {
        assertFound(Bugs.joinsAStatementAlreadySent(), Rule.READS_ARE_FRESH);
    }

    @Test
    void a_fresh_id_on_the_other_path_is_found() throws IOException {
        assertFound(Bugs.freshIdOnTheOtherPath(), Rule.APPLIED_AT_MOST_ONCE);
    }

    @Test
    void a_guard_dropped_on_put_is_found() throws IOException {
        assertFound(Bugs.guardDroppedOnPut(), Rule.APPLIED_TO_ITS_BASE);
    }

    @Test
    void an_acknowledgement_before_the_commit_is_found() throws IOException {
        assertFound(Bugs.acknowledgedBeforeCommit(), Rule.ACKNOWLEDGED_IS_APPLIED);
    }

    @Test
    void a_refusal_without_a_probe_is_found() throws IOException {
        assertFound(Bugs.refusalWithoutProbe(), Rule.REFUSED_IS_NOT_APPLIED);
    }

    @Test
    void a_fatal_error_taken_for_definite_is_found() throws IOException {
        assertFound(Bugs.fatalTakenForDefinite(), Rule.REFUSED_IS_NOT_APPLIED);
    }

    @Test
    void a_stale_answer_when_both_paths_fail_is_found() throws IOException {
        assertFound(Bugs.staleFallbackAnswer(), Rule.READS_ARE_FRESH);
    }

    /** The clients go on till it is found. */
    private void assertFound(Bug bug, Rule rule) throws IOException {
        AtomicBoolean enough = new AtomicBoolean();
        try (PlantedService service = start(bug);
                Driver clients = experiment.clientsOf(new Api(service.base(), Experiment.tokens()))) {
            long begun = System.nanoTime();
            CompletableFuture<Void> running = CompletableFuture.runAsync(
                    () -> experiment.strike(clients, experiment.outages(), enough::get),
                    strikes -> new Thread(strikes, "strikes").start());
            Map<Rule, Long> found = new TreeMap<>();
            try {
                await().atMost(LIMIT).until(() -> {
                    found.putAll(rules(experiment.check(clients)));
                    return found.containsKey(rule);
                });
            } finally {
                enough.set(true);
                running.join();
                found.keySet().retainAll(Set.of(rule)); // the others might have been of what was under way
                found.putAll(rules(experiment.check(clients)));
                System.out.printf(
                        "%s: %s after %d ms, %d operations, %d ambiguous writes, seed %d%n",
                        test,
                        found,
                        (System.nanoTime() - begun) / 1_000_000,
                        clients.history().size(),
                        experiment.ambiguousWrites(),
                        seed);
            }
        }
    }

    private PlantedService start(Bug bug) throws IOException {
        PlantedService service = new PlantedService(
                experiment.async().address(), experiment.sync().address(), Experiment.tokens(), bug);
        await().until(service::isReady);
        return service;
    }

    private static Map<Rule, Long> rules(List<Violation> violations) {
        return violations.stream().collect(Collectors.groupingBy(Violation::rule, TreeMap::new, Collectors.counting()));
    }
}
