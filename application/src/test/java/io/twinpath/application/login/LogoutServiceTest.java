package io.twinpath.application.login;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.eve;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.Version;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.write.UserWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LogoutServiceTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123456Z");

    private final InMemoryUserRepository users = new InMemoryUserRepository(ann(), eve());
    private final Caller caller = new Caller(ann().user().id(), NOW.minusSeconds(60));
    private final List<UserId> told = new ArrayList<>();

    private LogoutService service(UserWriter writer) {
        return new LogoutService(users, new TokenRevocation(writer, Clock.fixed(NOW, ZoneOffset.UTC), told::add));
    }

    @Test
    void every_token_so_far_ends_and_the_next_one_is_good() {
        Admission after = Outcome.of(service(users).logOut(caller, "request-1")).admission();
        assertThat(after.admits(NOW)).isFalse();
        assertThat(after.admits(Instant.parse("2026-05-06T07:08:09.124Z"))).isTrue();
        assertThat(Outcome.of(users.findCredentialsById(caller.user()))
                        .orElseThrow()
                        .passwordHash())
                .isEqualTo(ann().passwordHash());
    }

    @Test
    void whoever_gives_answers_again_is_told_before_and_after() {
        Outcome.of(service(users).logOut(caller, "request-1"));
        assertThat(told).containsExactly(caller.user(), caller.user());
    }

    @Test
    void who_is_logged_out_or_deactivated_cannot_log_out() {
        Outcome.of(service(users).logOut(caller, "request-1"));
        assertThat(Outcome.failureOf(service(users).logOut(caller, "request-2")))
                .isInstanceOf(AccessDenied.class);
        assertThat(Outcome.failureOf(
                        service(users).logOut(new Caller(eve().user().id(), NOW), "request-3")))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void a_row_that_is_written_in_between_is_read_again() {
        AtomicInteger attempts = new AtomicInteger();
        UserWriter writer = (write, change) -> attempts.incrementAndGet() < 3
                ? failedStage(new VersionConflict(new Version(9)))
                : users.change(write, change);
        User after = Outcome.of(service(writer).logOut(caller, "request-1"));
        assertThat(after.admission().admits(caller.tokenIssuedAt())).isFalse();
        assertThat(attempts).hasValue(3);
    }

    @Test
    void an_attempt_whose_outcome_is_unknown_is_settled_under_the_same_id_by_the_second_path() {
        UserWriter lost =
                (write, change) -> users.change(write, change).thenCompose(done -> users.change(write, change));
        assertThat(Outcome.of(service(lost).logOut(caller, "request-1"))
                        .admission()
                        .admits(caller.tokenIssuedAt()))
                .isFalse();
    }

    @Test
    void doubt_is_not_tried_again_here() {
        UserWriter writer = (write, change) -> failedStage(new OutcomeUnknown(Reason.TIMEOUT, "lost", null));
        assertThat(Outcome.failureOf(service(writer).logOut(caller, "request-1")))
                .isInstanceOf(OutcomeUnknown.class);
    }
}
