package io.twinpath.bootstrap.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.access.Overloaded;
import io.twinpath.application.login.Password;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.user.PasswordHash;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest {
    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher(Runnable::run);

    @Test
    void a_password_matches_its_own_hash_and_no_other_does() {
        PasswordHash hash = Outcome.of(hasher.hash(new Password("correct horse é")));
        assertThat(hash.encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Outcome.of(hasher.matches(new Password("correct horse é"), hash)))
                .isTrue();
        assertThat(Outcome.of(hasher.matches(new Password("correct horse e"), hash)))
                .isFalse();
    }

    @Test
    void one_password_has_another_hash_each_time() {
        Password password = new Password("correct horse");
        assertThat(Outcome.of(hasher.hash(password)).encoded())
                .isNotEqualTo(Outcome.of(hasher.hash(password)).encoded());
    }

    @Test
    void the_unmatchable_hash_is_checked_at_full_cost_and_never_matches() {
        assertThat(hasher.unmatchable().encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Outcome.of(hasher.matches(new Password("anything"), hasher.unmatchable())))
                .isFalse();
    }

    @Test
    void past_its_bound_a_check_is_refused_at_once() {
        Argon2PasswordHasher full = new Argon2PasswordHasher(task -> {
            throw new RejectedExecutionException();
        });
        assertThat(Outcome.failureOf(full.hash(new Password("any")))).isInstanceOf(Overloaded.class);
        assertThat(Outcome.failureOf(full.matches(new Password("any"), full.unmatchable())))
                .isInstanceOf(Overloaded.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"argon2id$v=19$m=9728,t=2,p=1", "argon2id$v=19$m=19456,t=1,p=1", "argon2i$v=19$m=19456,t=2,p=1"})
    void a_weaker_hash_is_worth_a_new_one(String parameters) {
        Password password = new Password("correct horse");
        PasswordHash weak = weak(parameters);
        PasswordHash better = Outcome.of(hasher.upgrade(password, weak)).orElseThrow();
        assertThat(better.encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Outcome.of(hasher.matches(password, better))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"argon2id$v=19$m=19456,t=2,p=1", "argon2id$v=19$m=65536,t=3,p=4"})
    void a_hash_as_strong_or_stronger_is_left_alone(String parameters) {
        assertThat(Outcome.of(hasher.upgrade(new Password("any"), weak(parameters))))
                .isEmpty();
    }

    @Test
    void no_hash_is_made_better_while_anybody_waits() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Argon2PasswordHasher busy = new Argon2PasswordHasher(waiting::add);
        PasswordHash weak = weak("argon2id$v=19$m=8,t=1,p=1");
        CompletionStage<Boolean> somebody = busy.matches(new Password("any"), weak);
        assertThat(Outcome.of(busy.upgrade(new Password("any"), weak))).isEmpty();
        CompletionStage<Optional<PasswordHash>> after =
                somebody.thenCompose(checked -> busy.upgrade(new Password("any"), weak));
        waiting.remove().run();
        waiting.remove().run();
        assertThat(Outcome.of(after)).isPresent();
    }

    private static PasswordHash weak(String parameters) {
        return new PasswordHash("$" + parameters + "$" + "A".repeat(22) + "$" + "A".repeat(43));
    }

    @Test
    void what_has_waited_too_long_is_not_checked_any_more() {
        AtomicLong now = new AtomicLong();
        Queue<Runnable> waiting = new ArrayDeque<>();
        Argon2PasswordHasher busy = new Argon2PasswordHasher(waiting::add, now::get);
        CompletionStage<Boolean> late = busy.matches(new Password("any"), busy.unmatchable());
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1001));
        waiting.remove().run();
        assertThat(Outcome.failureOf(late)).isInstanceOf(Overloaded.class);
    }
}
