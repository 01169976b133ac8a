package io.twinpath.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.bootstrap.faults.Verdict.Rule;
import io.twinpath.bootstrap.faults.Verdict.Violation;
import io.twinpath.bootstrap.faults.Watch.Poll;
import io.twinpath.bootstrap.faults.Watch.Report;
import io.twinpath.bootstrap.history.Markers;
import io.twinpath.bootstrap.history.Request;
import io.twinpath.bootstrap.history.Resource;
import io.twinpath.bootstrap.history.Row;
import io.twinpath.bootstrap.history.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The verdict sees what is wrong: each rule is broken once, by a recording that is good but for that. */
class VerdictTest {
    private static final long BEGUN = 10_000;
    private static final long ENDED = 16_000;
    private static final Subject SUBJECT = new Subject(Resource.PROFILE, 7);
    private static final Request READ = Request.read(SUBJECT, OptionalLong.empty());
    private static final Map<String, String> REFUSAL =
            Map.of("content-type", "application/problem+json", "retry-after", "2", "cache-control", "no-store");

    private final Markers markers = new Markers();
    private final Set<Expectation> expectations = EnumSet.noneOf(Expectation.class);
    private final List<Sample> samples = new ArrayList<>();
    private final List<Poll> polls = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final List<Row> truth = new ArrayList<>(List.of(new Row(SUBJECT, 1, "Ann")));
    private final List<String> log = new ArrayList<>();
    private final List<String> unsettled = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private Resources heldAfter = new Resources(40, 80, 30, 150);
    private int countedTwice;

    @Test
    void a_good_recording_is_good() {
        for (int at = 8_000; at < 20_000; at += 100) {
            read(at, 5);
            poll("live", at, 1, 200);
            poll("ready", at, 1, 200);
        }
        poll("expired token", 11_000, 1, 401);
        poll("closed account", 11_000, 1, 401);
        refuse(12_000, 10, REFUSAL);
        assertThat(verdict()).isEmpty();
    }

    @Test
    void a_500() {
        sample(11_000, 5, READ, 500, Map.of(), "");
        assertBroken(Rule.V1_ONLY_2XX_4XX_503);
    }

    @Test
    void a_bare_close() {
        sample(11_000, 5, READ, 0, Map.of(), "closed without an answer");
        assertBroken(Rule.V1_ONLY_2XX_4XX_503);
    }

    @Test
    void a_503_without_retry_after() {
        Map<String, String> headers = new HashMap<>(REFUSAL);
        headers.remove("retry-after");
        refuse(11_000, 5, headers);
        assertBroken(Rule.V2_REFUSALS_ARE_WELL_FORMED);
    }

    @Test
    void a_503_that_may_be_stored() {
        Map<String, String> headers = new HashMap<>(REFUSAL);
        headers.put("cache-control", "public");
        refuse(11_000, 5, headers);
        assertBroken(Rule.V2_REFUSALS_ARE_WELL_FORMED);
    }

    @Test
    void a_late_answer() {
        read(11_000, 2_300);
        assertBroken(Rule.V3_ANSWERS_IN_TIME);
    }

    @Test
    void slow_refusals() {
        for (int at = 11_500; at < 15_500; at += 50) {
            refuse(at, 200, REFUSAL);
        }
        assertBroken(Rule.V3_REFUSALS_ARE_QUICK);
    }

    @Test
    void a_read_refused_while_the_other_path_is_well() {
        expectations.add(Expectation.READS_ANSWERED);
        refuse(11_000, 5, REFUSAL);
        assertBroken(Rule.V4_READS_ANSWERED_BY_THE_OTHER_PATH);
    }

    @Test
    void a_profile_refused_for_a_fault_of_the_settings() {
        expectations.add(Expectation.PROFILES_ANSWERED);
        refuse(11_000, 5, REFUSAL);
        assertBroken(Rule.V4_READS_ANSWERED_BY_THE_OTHER_PATH);
    }

    @Test
    void reads_slow_while_the_other_path_is_well() {
        expectations.add(Expectation.READS_QUICK);
        read(9_000, 5);
        read(12_000, 100);
        assertBroken(Rule.V4_READS_QUICK_BY_THE_OTHER_PATH);
    }

    @Test
    void a_broken_path_that_nobody_is_told_of() {
        expectations.add(Expectation.FLAGGED);
        reports.add(new Report(nanos(12_000), "ok"));
        assertBroken(Rule.V4_FLAGGED);
    }

    @Test
    void a_lost_write() {
        Request write = markers.write(Request.Kind.PATCH, SUBJECT, OptionalLong.empty());
        sample(11_000, 5, write, 200, Map.of("etag", "\"2\""), "{\"full_name\":\"" + write.marker() + "\"}");
        assertBroken(Rule.V5_NO_WRITE_LOST_OR_DOUBLED);
    }

    @Test
    void a_doubled_write() {
        Request write = markers.write(Request.Kind.PATCH, SUBJECT, OptionalLong.empty());
        sample(11_000, 5, write, 503, REFUSAL, "");
        truth.add(new Row(SUBJECT, 2, write.marker()));
        truth.add(new Row(SUBJECT, 3, write.marker()));
        assertBroken(Rule.V5_NO_WRITE_LOST_OR_DOUBLED);
    }

    @Test
    void a_read_older_than_an_acknowledged_write() {
        Request write = markers.write(Request.Kind.PATCH, SUBJECT, OptionalLong.empty());
        sample(11_000, 5, write, 200, Map.of("etag", "\"2\""), "{\"full_name\":\"" + write.marker() + "\"}");
        truth.add(new Row(SUBJECT, 2, write.marker()));
        read(11_100, 5);
        assertBroken(Rule.V5_NO_WRITE_LOST_OR_DOUBLED);
    }

    @Test
    void a_connection_that_is_never_given_back() {
        unsettled.add("the async pool has 1 lent and 0 waiting");
        assertBroken(Rule.V6_AS_BEFORE);
    }

    @Test
    void a_leak_of_descriptors() {
        heldAfter = new Resources(40, 180, 30, 150);
        assertBroken(Rule.V6_AS_BEFORE);
    }

    @Test
    void a_leak_of_memory() {
        heldAfter = new Resources(40, 80, 60, 200);
        assertBroken(Rule.V6_AS_BEFORE);
    }

    @Test
    void a_line_for_each_failure() {
        for (int i = 0; i < 20; i++) {
            log.add("{\"message\":\"The async path failed: OUTAGE, no connection (" + i + " failed calls)\"}");
        }
        assertBroken(Rule.V7_LOG_IS_QUIET);
    }

    @Test
    void a_stack_trace_twice() {
        for (int i = 0; i < 2; i++) {
            log.add("{\"message\":\"Defect " + i + "\",\"stack_trace\":\"java.lang.Error: x\\n at y\\n at z\"}");
        }
        assertBroken(Rule.V7_LOG_IS_QUIET);
    }

    @Test
    void a_request_that_is_counted_twice() {
        read(11_000, 5);
        countedTwice = 1;
        assertBroken(Rule.V8_COUNTERS_RECONCILE);
    }

    @Test
    void a_service_that_is_not_live() {
        poll("live", 12_000, 1, 503);
        assertBroken(Rule.V9_LIVE_THROUGHOUT);
    }

    @Test
    void a_service_that_is_live_and_slow_to_say_so() {
        poll("live", 12_000, 700, 200);
        assertBroken(Rule.V9_LIVE_THROUGHOUT);
    }

    @Test
    void ready_without_a_database() {
        expectations.add(Expectation.OUTAGE);
        poll("ready", 12_500, 1, 200);
        assertBroken(Rule.V9_READY_FLIPS);
    }

    @Test
    void not_ready_although_the_database_is_back() {
        poll("ready", 18_500, 1, 503);
        assertBroken(Rule.V9_READY_FLIPS);
    }

    @Test
    void an_expired_token_that_is_let_in() {
        poll("expired token", 12_000, 1, 200);
        assertBroken(Rule.V8_COUNTERS_RECONCILE, Rule.V10_NO_AUTHORISATION_LOOSENED);
    }

    @Test
    void an_outage_that_costs_a_processor() {
        findings.add("idle: 90 % of a processor");
        assertBroken(Rule.V11_IDLE_OUTAGE_IS_CHEAP);
    }

    @Test
    void what_a_fault_finds_by_itself() {
        findings.add("not ready before the port was closed");
        assertBroken(Rule.OWN_EXPECTATION);
    }

    @Test
    void every_rule_is_broken_by_a_test_here() throws ReflectiveOperationException {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        for (var test : VerdictTest.class.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class) && !test.getName().startsWith("every_rule")) {
                VerdictTest fresh = new VerdictTest();
                test.invoke(fresh);
                fresh.verdict().forEach(violation -> broken.add(violation.rule()));
            }
        }
        assertThat(broken).containsExactlyInAnyOrder(Rule.values());
    }

    private void assertBroken(Rule... rules) {
        assertThat(verdict()).extracting(Violation::rule).containsOnly(rules);
    }

    private List<Violation> verdict() {
        return Verdict.of(new Recording(
                expectations,
                nanos(BEGUN),
                nanos(ENDED),
                samples,
                polls,
                reports,
                truth,
                log,
                counted(),
                new Resources(40, 80, 30, 150),
                heldAfter,
                unsettled,
                findings));
    }

    /** As a service would count it that counts right, but for what is to be wrong. */
    private Figures counted() {
        Map<String, Double> series = new HashMap<>();
        samples.stream().filter(each -> each.status() > 0).forEach(each -> count(series, each.status()));
        polls.stream().filter(each -> each.what().contains(" ")).forEach(each -> count(series, 401));
        for (int i = 0; i < countedTwice; i++) {
            count(series, 200);
        }
        return new Figures(series);
    }

    private static void count(Map<String, Double> series, int status) {
        series.merge(
                "http_server_requests_seconds_count{method=\"GET\",route=\"/api/v1/profile\",status=\"" + status
                        + "\"}",
                1.0,
                Double::sum);
    }

    private void read(long at, long took) {
        sample(at, took, READ, 200, Map.of("etag", "\"1\""), "{\"full_name\":\"Ann\"}");
    }

    private void refuse(long at, long took, Map<String, String> headers) {
        sample(at, took, READ, 503, headers, "{}");
    }

    private void sample(long at, long took, Request request, int status, Map<String, String> headers, String body) {
        samples.add(new Sample(nanos(at), nanos(at), nanos(at + took), request, new HttpAnswer(status, headers, body)));
    }

    private void poll(String what, long at, long took, int status) {
        polls.add(new Poll(what, nanos(at), nanos(at + took), status));
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
