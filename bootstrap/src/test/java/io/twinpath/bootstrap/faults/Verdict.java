package io.twinpath.bootstrap.faults;

import io.twinpath.bootstrap.faults.Watch.Poll;
import io.twinpath.bootstrap.history.HistoryChecker;
import io.twinpath.bootstrap.history.Operation;
import io.twinpath.bootstrap.history.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must hold whatever the fault: V1 to V10 of it, and what the fault itself expects. */
final class Verdict {
    static final Duration LATEST = Duration.ofMillis(2200); // the deadline and a little
    private static final Duration REACTION = Duration.ofSeconds(1);
    private static final double QUICK_MILLIS = 50;
    private static final double SLOWEST_LIVE_MILLIS = 500;
    private static final Duration FLIP = Duration.ofSeconds(2);
    private static final Duration FLAG = Duration.ofSeconds(10);

    /** One that does not hold. */
    record Violation(Rule rule, String what) {
        @Override
        public String toString() {
            return rule + ": " + what;
        }
    }

    /** In the words of the design. */
    enum Rule {
        V1_ONLY_2XX_4XX_503,
        V2_REFUSALS_ARE_WELL_FORMED,
        V3_ANSWERS_IN_TIME,
        V3_REFUSALS_ARE_QUICK,
        V4_READS_ANSWERED_BY_THE_OTHER_PATH,
        V4_READS_QUICK_BY_THE_OTHER_PATH,
        V4_FLAGGED,
        V5_NO_WRITE_LOST_OR_DOUBLED,
        V6_AS_BEFORE,
        V7_LOG_IS_QUIET,
        V8_COUNTERS_RECONCILE,
        V9_LIVE_THROUGHOUT,
        V9_READY_FLIPS,
        V10_NO_AUTHORISATION_LOOSENED,
        V11_IDLE_OUTAGE_IS_CHEAP,
        OWN_EXPECTATION
    }

    private final Recording recording;
    private final List<Violation> violations = new ArrayList<>();

    private Verdict(Recording recording) {
        this.recording = recording;
    }

    static List<Violation> of(Recording recording) {
        Verdict verdict = new Verdict(recording);
        verdict.checkStatuses();
        verdict.checkRefusals();
        verdict.checkTimes();
        verdict.checkReads();
        verdict.checkHistory();
        verdict.checkSettled();
        LogRules.check(recording).forEach(what -> verdict.add(Rule.V7_LOG_IS_QUIET, what));
        Reconciliation.check(recording).forEach(what -> verdict.add(Rule.V8_COUNTERS_RECONCILE, what));
        verdict.checkHealth();
        verdict.checkAuthorisation();
        recording
                .findings()
                .forEach(what -> verdict.add(
                        what.startsWith("idle:") ? Rule.V11_IDLE_OUTAGE_IS_CHEAP : Rule.OWN_EXPECTATION, what));
        return verdict.violations;
    }

    private void checkStatuses() {
        boolean mayClose = recording.expects(Expectation.CONNECTIONS_END);
        report(
                Rule.V1_ONLY_2XX_4XX_503,
                recording.samples().stream(),
                each -> !(each.status() >= 200 && each.status() < 500
                        || each.status() == 503
                        || each.status() == 0 && mayClose));
    }

    private void checkRefusals() {
        report(
                Rule.V2_REFUSALS_ARE_WELL_FORMED,
                recording.samples().stream(),
                each -> each.status() == 503
                        && (each.answer().header("retry-after").isEmpty()
                                || !each.answer()
                                        .header("content-type")
                                        .orElse("")
                                        .startsWith("application/problem+json")
                                || !each.answer()
                                        .header("cache-control")
                                        .orElse("")
                                        .contains("no-store")));
    }

    private void checkTimes() {
        report(
                Rule.V3_ANSWERS_IN_TIME,
                recording.samples().stream(),
                each -> each.status() != 0
                        && each.laterThan(LATEST)
                        && !(recording.expects(Expectation.RESTARTED) && each.intended() >= recording.ended()));
        List<Sample> settled = recording.during(REACTION).toList();
        long refused = settled.stream().filter(each -> each.status() == 503).count();
        if (refused > 50
                && refused * 2 > settled.size()
                && !recording.expects(Expectation.OVERLOADED)
                && !recording.expects(Expectation.RESTARTED)) {
            double p99 = Recording.quantile(recording.during(REACTION).filter(each -> each.status() == 503), 0.99);
            if (p99 > QUICK_MILLIS) {
                add(Rule.V3_REFUSALS_ARE_QUICK, text("p99 of the 503s from the second second on is %.0f ms", p99));
            }
        }
    }

    private void checkReads() {
        if (recording.expects(Expectation.READS_ANSWERED)) {
            report(
                    Rule.V4_READS_ANSWERED_BY_THE_OTHER_PATH,
                    recording.samples().stream().filter(Sample::isRead),
                    each -> each.status() != 200);
        }
        if (recording.expects(Expectation.WRITES_ANSWERED)) {
            report(
                    Rule.V4_READS_ANSWERED_BY_THE_OTHER_PATH,
                    recording.samples().stream().filter(each -> !each.isRead()),
                    each -> each.status() != 200);
        }
        if (recording.expects(Expectation.PROFILES_ANSWERED)) {
            report(
                    Rule.V4_READS_ANSWERED_BY_THE_OTHER_PATH,
                    recording.samples().stream()
                            .filter(each -> each.request().subject().resource() == Resource.PROFILE),
                    each -> each.status() != 200);
        }
        if (recording.expects(Expectation.READS_QUICK)) {
            double usual = Recording.quantile(recording.before().filter(Sample::isRead), 0.99);
            double now = Recording.quantile(recording.during(REACTION).filter(Sample::isRead), 0.99);
            if (now > usual + 5 && now > 25) { // what two shared cores do by themselves
                add(
                        Rule.V4_READS_QUICK_BY_THE_OTHER_PATH,
                        text("p99 of reads %.0f ms, before the fault %.0f ms", now, usual));
            }
        }
        if (recording.expects(Expectation.FLAGGED)
                && recording.reports().stream()
                        .filter(each ->
                                each.at() >= recording.begun() && each.at() <= recording.begun() + FLAG.toNanos())
                        .allMatch(each -> each.status().equals("ok"))) {
            add(Rule.V4_FLAGGED, "the report never says degraded");
        }
    }

    private void checkHistory() {
        List<Sample> samples = recording.samples();
        List<Operation> history = IntStream.range(0, samples.size())
                .mapToObj(i -> samples.get(i).operation(i))
                .toList();
        HistoryChecker.check(history, recording.truth()).stream()
                .limit(5)
                .forEach(each -> add(Rule.V5_NO_WRITE_LOST_OR_DOUBLED, each.toString()));
    }

    private void checkSettled() {
        recording.unsettled().forEach(what -> add(Rule.V6_AS_BEFORE, what));
        if (!recording.expects(Expectation.RESTARTED) && !recording.heldAfter().isWithin(recording.heldBefore())) {
            add(Rule.V6_AS_BEFORE, recording.heldAfter() + " after " + recording.heldBefore());
        }
    }

    private void checkHealth() {
        if (recording.expects(Expectation.RESTARTED) || recording.expects(Expectation.CONNECTIONS_END)) {
            return;
        }
        List<Poll> live = recording.polls("live").toList();
        long late = live.stream().filter(each -> each.millis() > QUICK_MILLIS).count();
        if (live.stream().anyMatch(each -> each.status() != 200 || each.millis() > SLOWEST_LIVE_MILLIS)
                || late * 20 > live.size()) {
            add(
                    Rule.V9_LIVE_THROUGHOUT,
                    text(
                            "of %d polls %d later than 50 ms, the slowest %.0f ms, statuses %s",
                            live.size(),
                            late,
                            live.stream().mapToDouble(Poll::millis).max().orElse(0),
                            live.stream().map(Poll::status).distinct().toList()));
        }
        if (recording.expects(Expectation.OUTAGE)) {
            checkFlip(503, recording.begun(), "the fault's begin");
        }
        checkFlip(200, recording.ended(), "its end");
    }

    /** From then on every answer is that, but for the first two seconds. */
    private void checkFlip(int status, long from, String when) {
        long until = from == recording.begun() ? recording.ended() : Long.MAX_VALUE;
        recording
                .polls("ready")
                .filter(each -> each.begin() > from + FLIP.toNanos() && each.end() < until)
                .filter(each -> each.status() != status)
                .findFirst()
                .ifPresent(each -> add(
                        Rule.V9_READY_FLIPS,
                        text("ready says %d %.1f s after %s", each.status(), (each.end() - from) / 1e9, when)));
    }

    /** A 503 is no access; which of the two comes first is the service's choice. */
    private void checkAuthorisation() {
        boolean mayClose = recording.expects(Expectation.CONNECTIONS_END) || recording.expects(Expectation.RESTARTED);
        Stream.of("expired token", "closed account")
                .flatMap(recording::polls)
                .filter(each -> each.status() != 401
                        && each.status() != 503
                        && !(each.status() == 403 && each.what().equals("closed account"))
                        && !(each.status() == 0 && mayClose))
                .findFirst()
                .ifPresent(each ->
                        add(Rule.V10_NO_AUTHORISATION_LOOSENED, each.what() + " was answered " + each.status()));
    }

    private void report(Rule rule, Stream<Sample> samples, Predicate<Sample> wrong) {
        List<Sample> found = samples.filter(wrong).toList();
        if (!found.isEmpty()) {
            Sample first = Objects.requireNonNull(found.get(0));
            add(
                    rule,
                    text(
                            "%d requests, the first %.1f s after the fault's begin: %s -> %d in %.0f ms %s %s",
                            found.size(),
                            (first.intended() - recording.begun()) / 1e9,
                            first.request(),
                            first.status(),
                            first.millis(),
                            first.answer().headers(),
                            first.answer().body()));
        }
    }

    private void add(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
