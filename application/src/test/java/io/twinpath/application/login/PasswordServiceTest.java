package io.twinpath.application.login;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.eve;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.application.access.TooManyLogins;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.Version;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.write.UserWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordServiceTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123456Z");
    private static final Password RIGHT = new Password("ann");
    private static final Password NEW = new Password("something new");

    private final InMemoryUserRepository users = new InMemoryUserRepository(ann(), eve());
    private final Caller caller = new Caller(ann().user().id(), NOW.minusSeconds(60));

    private PasswordService service(UserWriter writer) {
        return new PasswordService(
                users,
                new TokenRevocation(writer, Clock.fixed(NOW, ZoneOffset.UTC)),
                new PlainHasher(),
                LoginThrottle.of(2, () -> 0));
    }

    private Credentials anns() {
        return Outcome.of(users.findCredentialsById(ann().user().id())).orElseThrow();
    }

    @Test
    void the_new_password_takes_the_place_of_the_old_and_of_every_token_before_it() {
        User changed = Outcome.of(service(users).change(caller, RIGHT, NEW, "request-1"));
        assertThat(anns()).isEqualTo(new Credentials(changed, new PasswordHash("$of-something new")));
        assertThat(changed.admission().admits(NOW)).isFalse();
        assertThat(changed.admission().admits(Instant.parse("2026-05-06T07:08:09.124Z")))
                .as("the next moment that a token can carry")
                .isTrue();
    }

    @Test
    void a_token_of_a_clock_that_is_ahead_is_ended_too() {
        Caller ahead = new Caller(ann().user().id(), NOW.plusSeconds(20));
        User changed = Outcome.of(service(users).change(ahead, RIGHT, NEW, "request-1"));
        assertThat(changed.admission().admits(ahead.tokenIssuedAt())).isFalse();
    }

    @Test
    void a_wrong_password_changes_nothing() {
        assertThat(Outcome.failureOf(service(users).change(caller, new Password("wrong"), NEW, "request-1")))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("current_password is not the current password");
        assertThat(anns()).isEqualTo(ann());
    }

    @Test
    void who_may_not_come_in_is_turned_away_before_the_password_is_looked_at() {
        Caller deactivated = new Caller(eve().user().id(), NOW);
        Caller outdated = new Caller(ann().user().id(), Instant.EPOCH);
        assertThat(Outcome.failureOf(service(users).change(deactivated, new Password("eve"), NEW, "request-1")))
                .isInstanceOf(AccessDenied.class);
        assertThat(Outcome.failureOf(service(users).change(outdated, new Password("wrong"), NEW, "request-1")))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void a_profile_that_is_written_in_between_is_read_again() {
        AtomicInteger attempts = new AtomicInteger();
        UserWriter writer = (write, change) -> attempts.incrementAndGet() < 3
                ? failedStage(new VersionConflict(new Version(9)))
                : users.change(write, change);
        User changed = Outcome.of(service(writer).change(caller, RIGHT, NEW, "request-1"));
        assertThat(attempts).hasValue(3);
        assertThat(anns().user()).isEqualTo(changed);
    }

    @Test
    void it_gives_up_after_three_times() {
        UserWriter writer = (write, change) -> failedStage(new VersionConflict(new Version(9)));
        assertThat(Outcome.failureOf(service(writer).change(caller, RIGHT, NEW, "request-1")))
                .isInstanceOf(VersionConflict.class);
    }

    @Test
    void doubt_is_not_tried_again_here() {
        AtomicInteger attempts = new AtomicInteger();
        UserWriter writer = (write, change) -> {
            attempts.incrementAndGet();
            return failedStage(new OutcomeUnknown(Reason.TIMEOUT, "lost", null));
        };
        assertThat(Outcome.failureOf(service(writer).change(caller, RIGHT, NEW, "request-1")))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void guesses_of_the_current_password_are_held_back_and_what_is_no_guess_does_not_count() {
        Caller outdated = new Caller(ann().user().id(), Instant.EPOCH);
        PasswordService service = service(users);
        for (int i = 0; i < 3; i++) {
            assertThat(Outcome.failureOf(service.change(outdated, new Password("wrong"), NEW, "request-1")))
                    .isInstanceOf(AccessDenied.class);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(Outcome.failureOf(service.change(caller, new Password("wrong"), NEW, "request-1")))
                    .isInstanceOf(InvalidValue.class);
        }
        assertThat(Outcome.failureOf(service.change(caller, RIGHT, NEW, "request-1")))
                .isInstanceOf(TooManyLogins.class);
        assertThat(anns()).isEqualTo(ann());
    }
}
