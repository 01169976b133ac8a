package io.twinpath.domain.write;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.Outcome;
import io.twinpath.domain.TooManyWrites;
import io.twinpath.domain.Version;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.WriteIdReused;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every writing port promises; bind it, new for each test, with the users ann, bob and eve and at most
 * {@link #MAX_WRITES} writes remembered of each.
 */
public interface WriterContract<T> {
    int MAX_WRITES = 25;
    UserId UNKNOWN = new UserId(987_654_321);
    Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");

    /** Tries the change number {@code which}; they differ in a value that {@link #isResultOf} knows again. */
    CompletionStage<Optional<T>> write(Write write, int which);

    boolean isResultOf(int which, T result);

    T read(UserId user);

    Version versionOf(T result);

    WriteLedger ledger();

    static Write by(User user) {
        return write(user.id(), WriteId.random(), Optional.empty(), "a request");
    }

    static Write write(UserId user, WriteId id, Optional<Version> base, String request) {
        return new Write(id, user, NOW, base, Fingerprint.of(request), "request-1");
    }

    private Version current(User user) {
        return versionOf(read(user.id()));
    }

    @Test
    default void a_write_changes_the_row_and_makes_the_next_version_of_it() {
        Version before = current(ann().user());
        T written = Outcome.of(write(by(ann().user()), 1)).orElseThrow();
        assertThat(isResultOf(1, written)).isTrue();
        assertThat(versionOf(written).value()).isEqualTo(before.value() + 1);
        assertThat(read(ann().user().id())).isEqualTo(written);
    }

    @Test
    default void the_same_write_again_gives_the_same_answer_and_changes_nothing_whatever_came_after_it() {
        Write write = by(ann().user());
        Optional<T> first = Outcome.of(write(write, 1));
        assertThat(Outcome.of(write(write, 1))).isEqualTo(first);
        T later = Outcome.of(write(by(ann().user()), 2)).orElseThrow();
        assertThat(Outcome.of(write(write, 1))).isEqualTo(first);
        assertThat(read(ann().user().id())).isEqualTo(later);
    }

    @Test
    default void a_guarded_write_again_gives_the_same_answer_too() {
        Write write = write(ann().user().id(), WriteId.random(), Optional.of(current(ann().user())), "a request");
        Optional<T> first = Outcome.of(write(write, 1));
        Outcome.of(write(by(ann().user()), 2));
        assertThat(first).isPresent();
        assertThat(Outcome.of(write(write, 1))).isEqualTo(first);
    }

    @Test
    default void an_id_that_was_used_for_another_request_is_refused() {
        Write write = by(ann().user());
        T first = Outcome.of(write(write, 1)).orElseThrow();
        Write other = write(ann().user().id(), write.id(), Optional.empty(), "another request");
        assertThat(Outcome.failureOf(write(other, 2))).isInstanceOf(WriteIdReused.class);
        assertThat(read(ann().user().id())).isEqualTo(first);
    }

    @Test
    default void the_ids_of_two_users_have_nothing_to_do_with_each_other() {
        Write write = by(ann().user());
        T anns = Outcome.of(write(write, 1)).orElseThrow();
        T bobs = Outcome.of(write(write(bob().user().id(), write.id(), Optional.empty(), "another request"), 2))
                .orElseThrow();
        assertThat(isResultOf(1, anns)).isTrue();
        assertThat(isResultOf(2, bobs)).isTrue();
    }

    @Test
    default void a_write_of_a_stale_version_is_refused_with_the_current_one() {
        Version seen = current(ann().user());
        T newer = Outcome.of(write(by(ann().user()), 1)).orElseThrow();
        Write stale = write(ann().user().id(), WriteId.random(), Optional.of(seen), "a request");
        assertThat(Outcome.failureOf(write(stale, 2)))
                .isInstanceOfSatisfying(
                        VersionConflict.class,
                        conflict -> assertThat(conflict.current()).isEqualTo(versionOf(newer)));
        assertThat(read(ann().user().id())).isEqualTo(newer);
    }

    @Test
    default void who_may_not_come_in_may_not_write() {
        T before = read(eve().user().id());
        assertThat(Outcome.of(write(by(eve().user()), 1))).isEmpty();
        assertThat(read(eve().user().id())).isEqualTo(before);
        assertThat(Outcome.of(write(write(UNKNOWN, WriteId.random(), Optional.empty(), "a request"), 1)))
                .isEmpty();
    }

    @Test
    default void a_token_from_before_tokens_are_valid_writes_nothing() {
        T before = read(ann().user().id());
        Instant tooEarly = ann().user().admission().tokensValidAfter().minusMillis(1);
        Write write = new Write(
                WriteId.random(), ann().user().id(), tooEarly, Optional.empty(), Fingerprint.of("a request"), "r");
        assertThat(Outcome.of(write(write, 1))).isEmpty();
        assertThat(read(ann().user().id())).isEqualTo(before);
    }

    @Test
    default void many_attempts_at_once_under_one_id_take_effect_once() {
        Version before = current(bob().user());
        Write write = by(bob().user());
        List<CompletionStage<Optional<T>>> attempts =
                Stream.generate(() -> write(write, 1)).limit(20).toList();
        assertThat(new HashSet<>(attempts.stream().map(Outcome::of).toList())).hasSize(1);
        assertThat(current(bob().user()).value()).isEqualTo(before.value() + 1);
    }

    @Test
    default void of_many_writers_of_one_version_one_wins() {
        Optional<Version> seen = Optional.of(current(bob().user()));
        List<CompletionStage<Boolean>> writers = IntStream.range(0, 10)
                .mapToObj(which -> write(write(bob().user().id(), WriteId.random(), seen, "request " + which), which)
                        .<Boolean>handle((written, failure) -> failure == null))
                .toList();
        assertThat(writers.stream().map(Outcome::of)).containsOnlyOnce(true);
        assertThat(current(bob().user()).value()).isEqualTo(seen.orElseThrow().value() + 1);
    }

    @Test
    default void writers_of_any_version_all_take_effect() {
        Version before = current(bob().user());
        IntStream.range(0, 10)
                .mapToObj(which -> write(by(bob().user()), which))
                .toList()
                .forEach(written -> assertThat(Outcome.of(written)).isPresent());
        assertThat(current(bob().user()).value()).isEqualTo(before.value() + 10);
    }

    @Test
    default void a_ledger_without_writes_has_no_age() {
        assertThat(Outcome.of(ledger().age())).isEmpty();
    }

    @Test
    default void one_user_s_writes_are_bounded_till_the_ledger_forgets_them() {
        for (int i = 0; i < MAX_WRITES; i++) {
            assertThat(Outcome.of(write(by(ann().user()), i))).isPresent();
        }
        T last = read(ann().user().id());
        assertThat(Outcome.failureOf(write(by(ann().user()), 99))).isInstanceOf(TooManyWrites.class);
        assertThat(read(ann().user().id())).isEqualTo(last);
        assertThat(Outcome.of(write(by(bob().user()), 99))).isPresent();
        assertThat(Outcome.of(ledger().age()))
                .hasValueSatisfying(age -> assertThat(age).isBetween(Duration.ZERO, Duration.ofHours(1)));
        assertThat(Outcome.of(ledger().forget(Duration.ofDays(1), 100))).isZero();
        assertThat(Outcome.of(ledger().forget(Duration.ZERO, 5))).isEqualTo(5);
        assertThat(Outcome.of(write(by(ann().user()), 99))).isPresent();
    }
}
