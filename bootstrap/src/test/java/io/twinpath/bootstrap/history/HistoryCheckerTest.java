package io.twinpath.bootstrap.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.bootstrap.history.Request.Kind;
import io.twinpath.bootstrap.history.Violation.Rule;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories of a few operations, each of the red ones a single fact away from a good one. */
class HistoryCheckerTest {
    private static final Subject ROW = new Subject(Resource.SETTINGS, 7);

    private final List<Operation> history = new ArrayList<>();
    private final List<Row> truth = new ArrayList<>(List.of(new Row(ROW, 1, "en")));

    @Test
    void nothing_at_all_is_good() {
        assertThat(HistoryChecker.check(List.of(), List.of())).isEmpty();
        assertGood();
    }

    @Test
    void what_a_sound_service_does_is_good() {
        read(1, 0, 10, 1, "en");
        write(1, 20, 30, patch("a", 1), 200, 2);
        write(2, 20, 40, patch("b", 1), 412, 2);
        write(2, 50, 60, patch("c"), 503, 0);
        read(3, 55, 65, 2, "a");
        read(2, 55, 65, 3, "c");
        write(1, 70, 80, patch("c"), 200, 3);
        unchanged(3, 90, 95, 3);
        write(3, 100, 110, put("d", 3), 0, 0);
        write(3, 110, 120, put("e", 3), 503, 0);
        applied("a", "c", "d");
        assertGood();
    }

    @Test
    void rows_of_different_users_and_resources_are_different_histories() {
        Subject other = new Subject(Resource.PROFILE, 7);
        write(1, 0, 10, patch("a"), 200, 2);
        applied("a");
        truth.add(new Row(other, 41, "Ann"));
        add(1, Request.read(other, OptionalLong.empty()), 20, 30, new Answer(200, 41, "Ann", "41 Ann"));
        assertGood();
    }

    @Test
    void answers_of_overlapping_operations_may_come_in_any_order() {
        write(1, 0, 50, patch("a"), 200, 2);
        write(2, 0, 50, patch("b"), 200, 3);
        read(3, 0, 60, 1, "en");
        read(4, 0, 40, 3, "b");
        applied("a", "b");
        assertGood();
    }

    @Test
    void a_missing_version() {
        write(1, 0, 10, patch("a"), 503, 0);
        truth.add(new Row(ROW, 3, "a"));
        assertRed(Rule.VERSIONS_CONTIGUOUS);
    }

    @Test
    void a_version_twice() {
        write(1, 0, 10, patch("a"), 503, 0);
        write(1, 0, 10, patch("b"), 503, 0);
        truth.add(new Row(ROW, 2, "a"));
        truth.add(new Row(ROW, 2, "b"));
        assertRed(Rule.VERSIONS_CONTIGUOUS);
    }

    @Test
    void a_row_nobody_asked_for() {
        applied("a");
        assertRed(Rule.EVERY_ROW_WAS_ASKED_FOR);
    }

    @Test
    void a_write_applied_twice() {
        write(1, 0, 10, patch("a"), 503, 0);
        applied("a", "a");
        assertRed(Rule.APPLIED_AT_MOST_ONCE);
    }

    @Test
    void a_retried_write_applied_twice() {
        write(1, 0, 10, patch("a"), 503, 0);
        write(1, 20, 30, patch("a"), 503, 0);
        applied("a", "a");
        assertRed(Rule.APPLIED_AT_MOST_ONCE);
    }

    @Test
    void an_acknowledged_write_that_is_lost() {
        write(1, 0, 10, patch("a"), 503, 0);
        write(1, 20, 30, patch("a"), 200, 2);
        assertRed(Rule.ACKNOWLEDGED_IS_APPLIED);
    }

    @Test
    void an_acknowledged_write_of_another_version() {
        write(1, 0, 10, patch("a"), 200, 3);
        applied("a");
        assertRed(Rule.ACKNOWLEDGED_AS_IT_WAS_APPLIED);
    }

    @Test
    void an_acknowledged_write_that_shows_another() {
        add(1, patch("a"), 0, 10, new Answer(200, 2, "b", "2 b"));
        applied("a");
        assertRed(Rule.ACKNOWLEDGED_AS_IT_WAS_APPLIED);
    }

    @Test
    void a_write_that_changed_another_version_than_the_one_it_named() {
        write(1, 0, 10, patch("a"), 200, 2);
        write(2, 0, 20, put("b", 1), 200, 3);
        applied("a", "b");
        assertRed(Rule.APPLIED_TO_ITS_BASE);
    }

    @Test
    void a_write_in_doubt_that_changed_another_version_than_the_one_it_named() {
        write(1, 0, 10, patch("a"), 200, 2);
        write(2, 0, 20, put("b", 1), 503, 0);
        applied("a", "b");
        assertRed(Rule.APPLIED_TO_ITS_BASE);
    }

    @Test
    void a_refused_write_that_is_applied() {
        write(1, 0, 10, patch("a", 1), 412, 2);
        applied("a");
        assertRed(Rule.REFUSED_IS_NOT_APPLIED);
    }

    @Test
    void a_write_refused_to_one_who_tries_again_and_applied_all_the_same() {
        write(1, 0, 10, patch("a", 1), 503, 0);
        write(2, 20, 30, patch("a", 1), 412, 2);
        applied("a");
        assertRed(Rule.REFUSED_IS_NOT_APPLIED);
    }

    @Test
    void two_answers_to_one_write() {
        write(1, 0, 10, patch("a"), 200, 2);
        add(2, patch("a"), 20, 30, new Answer(200, 2, "a", "2  a"));
        applied("a");
        assertRed(Rule.ONE_WRITE_ONE_ANSWER, Rule.ONE_TAG_ONE_BODY);
    }

    @Test
    void a_later_write_of_an_earlier_version() {
        write(1, 0, 10, patch("a"), 200, 3);
        write(1, 20, 30, patch("b"), 200, 2);
        applied("b", "a");
        assertRed(Rule.WRITES_IN_REAL_TIME, Rule.NOTHING_FROM_THE_FUTURE);
    }

    @Test
    void a_write_of_a_version_that_was_read_before_it_began() {
        write(1, 0, 100, patch("a"), 200, 2);
        write(2, 20, 30, patch("b"), 200, 3);
        read(3, 40, 50, 3, "b");
        write(1, 60, 70, patch("c"), 200, 3);
        applied("a", "b", "c");
        assertRed(Rule.WRITES_IN_REAL_TIME, Rule.ACKNOWLEDGED_AS_IT_WAS_APPLIED, Rule.ONE_TAG_ONE_BODY);
    }

    @Test
    void a_read_older_than_an_acknowledged_write() {
        write(1, 0, 10, patch("a"), 200, 2);
        read(2, 20, 30, 1, "en");
        applied("a");
        assertRed(Rule.READS_ARE_FRESH);
    }

    @Test
    void unchanged_said_of_a_version_older_than_an_acknowledged_write() {
        write(1, 0, 10, patch("a"), 200, 2);
        unchanged(2, 20, 30, 1);
        applied("a");
        assertRed(Rule.READS_ARE_FRESH);
    }

    @Test
    void a_read_older_than_what_another_had_read() {
        write(1, 0, 100, patch("a"), 503, 0);
        read(2, 20, 30, 2, "a");
        read(3, 40, 50, 1, "en");
        applied("a");
        assertRed(Rule.READS_ARE_FRESH);
    }

    @Test
    void a_client_that_reads_less_than_before() {
        write(1, 0, 100, patch("a"), 503, 0);
        read(2, 20, 30, 2, "a");
        read(2, 40, 50, 1, "en");
        applied("a");
        assertRed(Rule.READS_ARE_MONOTONIC, Rule.READS_ARE_FRESH);
    }

    @Test
    void a_read_of_no_row() {
        read(1, 0, 10, 2, "a");
        assertRed(Rule.READS_ARE_OF_ROWS);
    }

    @Test
    void a_read_of_a_row_with_the_version_of_another() {
        write(1, 0, 10, patch("a"), 200, 2);
        read(2, 0, 30, 1, "a");
        applied("a");
        assertRed(Rule.READS_ARE_OF_ROWS);
    }

    @Test
    void unchanged_said_of_no_version() {
        unchanged(1, 0, 10, 2);
        assertRed(Rule.READS_ARE_OF_ROWS);
    }

    @Test
    void a_read_of_what_was_not_begun() {
        read(1, 0, 10, 2, "a");
        write(2, 20, 30, patch("a"), 503, 0);
        applied("a");
        assertRed(Rule.NOTHING_FROM_THE_FUTURE);
    }

    @Test
    void a_read_of_a_version_that_comes_after_one_that_was_not_begun() {
        write(1, 0, 10, patch("b"), 503, 0);
        read(1, 20, 30, 3, "b");
        write(2, 40, 50, patch("a"), 503, 0);
        applied("a", "b");
        assertRed(Rule.NOTHING_FROM_THE_FUTURE);
    }

    @Test
    void different_bytes_under_one_tag() {
        read(1, 0, 10, 1, "en");
        add(2, Request.read(ROW, OptionalLong.empty()), 0, 10, new Answer(200, 1, "en", "1 EN"));
        assertRed(Rule.ONE_TAG_ONE_BODY);
    }

    @Test
    void every_rule_is_broken_by_a_test_here() throws ReflectiveOperationException {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        for (Method test : HistoryCheckerTest.class.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class) && !test.getName().startsWith("every_rule")) {
                HistoryCheckerTest fresh = new HistoryCheckerTest();
                test.invoke(fresh);
                HistoryChecker.check(fresh.history, fresh.truth).forEach(violation -> broken.add(violation.rule()));
            }
        }
        assertThat(broken).containsExactlyInAnyOrder(Rule.values());
    }

    private void assertGood() {
        assertThat(HistoryChecker.check(history, truth)).isEmpty();
    }

    private void assertRed(Rule... rules) {
        assertThat(HistoryChecker.check(history, truth))
                .extracting(Violation::rule)
                .containsOnly(rules);
    }

    private void read(int client, long start, long end, long version, String marker) {
        add(client, Request.read(ROW, OptionalLong.empty()), start, end, answer(200, version, marker));
    }

    private void unchanged(int client, long start, long end, long version) {
        add(client, Request.read(ROW, OptionalLong.of(version)), start, end, new Answer(304, version, "", ""));
    }

    private void write(int client, long start, long end, Request request, int status, long version) {
        add(client, request, start, end, answer(status, version, status == 200 ? request.marker() : ""));
    }

    private void add(int client, Request request, long start, long end, Answer answer) {
        history.add(new Operation(client, request, start, end, answer));
    }

    private static Answer answer(int status, long version, String marker) {
        return new Answer(status, version, marker, version + " " + marker);
    }

    private static Request patch(String marker) {
        return new Request(Kind.PATCH, ROW, OptionalLong.empty(), "key of " + marker, marker);
    }

    private static Request patch(String marker, long base) {
        return new Request(Kind.PATCH, ROW, OptionalLong.of(base), "key of " + marker, marker);
    }

    private static Request put(String marker, long base) {
        return new Request(Kind.PUT, ROW, OptionalLong.of(base), "key of " + marker, marker);
    }

    /** The versions after the first. */
    private void applied(String... markers) {
        for (String marker : markers) {
            truth.add(new Row(ROW, truth.size() + 1L, marker));
        }
    }
}
