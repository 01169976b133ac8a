package io.twinpath.application.stale;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LatestAnswersTest {
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private final StoreUnavailable outage = new StoreUnavailable(Reason.OUTAGE, "both are down");
    private final HandClock clock = new HandClock();
    private final LatestAnswers<String> answers = new LatestAnswers<>(MAX_AGE, 2, clock);

    private static final class HandClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Known<Optional<String>> read(UserId user, String row) {
        return Outcome.of(answers.or(user, completedStage(Optional.of(row))));
    }

    private CompletionStage<Known<Optional<String>>> readInVain(UserId user) {
        return answers.or(user, failedStage(outage));
    }

    @Test
    void while_the_store_answers_its_word_is_given_and_has_no_age() {
        read(ANN, "first");
        assertThat(read(ANN, "second")).isEqualTo(new Known<>(Optional.of("second"), Optional.empty()));
        assertThat(answers.given()).isZero();
    }

    @Test
    void while_it_does_not_the_latest_is_given_again_with_its_age() {
        read(ANN, "first");
        read(ANN, "second");
        clock.now = clock.now.plusSeconds(7);
        assertThat(Outcome.of(readInVain(ANN)))
                .isEqualTo(new Known<>(Optional.of("second"), Optional.of(Duration.ofSeconds(7))));
        assertThat(answers.given()).isEqualTo(1);
    }

    @Test
    void what_is_too_old_is_not_given() {
        read(ANN, "first");
        clock.now = clock.now.plus(MAX_AGE).plusMillis(1);
        assertThat(Outcome.failureOf(readInVain(ANN))).isSameAs(outage);
    }

    @Test
    void nobody_is_given_what_another_has_read() {
        read(ANN, "ann's");
        assertThat(Outcome.failureOf(readInVain(BOB))).isSameAs(outage);
    }

    @Test
    void a_write_is_never_followed_by_what_was_before_it() {
        read(ANN, "old");
        answers.update(ANN, before -> before + ", changed");
        assertThat(Outcome.of(readInVain(ANN)).value()).contains("old, changed");
    }

    @Test
    void nothing_is_kept_of_who_was_forgotten_nor_of_a_read_that_began_before() {
        CompletableFuture<Optional<String>> slow = new CompletableFuture<>();
        read(ANN, "old");
        CompletionStage<Known<Optional<String>>> reading = answers.or(ANN, slow);
        answers.forget(ANN);
        assertThat(Outcome.failureOf(readInVain(ANN))).isSameAs(outage);
        slow.complete(Optional.of("old"));
        assertThat(Outcome.of(reading).value()).contains("old");
        assertThat(Outcome.failureOf(readInVain(ANN))).isSameAs(outage);
    }

    @Test
    void a_user_who_is_gone_is_not_given_again() {
        read(ANN, "first");
        Outcome.of(answers.or(ANN, completedStage(Optional.empty())));
        assertThat(Outcome.failureOf(readInVain(ANN))).isSameAs(outage);
    }

    @Test
    void other_failures_are_no_reason_to_give_it_again() {
        read(ANN, "first");
        assertThat(Outcome.failureOf(answers.or(ANN, failedStage(new AccessDenied()))))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void of_more_users_than_may_be_kept_those_read_longest_ago_go() {
        read(ANN, "ann's");
        read(BOB, "bob's");
        read(ANN, "ann's");
        read(new UserId(3), "eve's");
        assertThat(Outcome.failureOf(readInVain(BOB))).isSameAs(outage);
        assertThat(Outcome.of(readInVain(ANN)).value()).contains("ann's");
    }

    @Test
    void without_it_nothing_is_kept() {
        LatestAnswers<String> none = LatestAnswers.none();
        Outcome.of(none.or(ANN, completedStage(Optional.of("first"))));
        assertThat(Outcome.failureOf(none.or(ANN, failedStage(outage)))).isSameAs(outage);
    }
}
