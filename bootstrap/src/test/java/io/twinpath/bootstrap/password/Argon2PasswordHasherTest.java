package io.twinpath.bootstrap.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.access.Overloaded;
import io.twinpath.application.login.Password;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.user.PasswordHash;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

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
}
