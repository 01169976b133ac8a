package io.twinpath.application.login;

import static io.twinpath.domain.user.UserFixtures.ann;
import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.twinpath.application.CapturedLog;
import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Overloaded;
import io.twinpath.application.access.TooManyLogins;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final InetAddress HOME = address("192.0.2.1");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration RESTORED = Duration.ofSeconds(90);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // a clock that is about to turn over
    private final LoginThrottle throttle = LoginThrottle.of(10, now::get);
    private int attackers;

    @Test
    void ten_wrong_passwords_at_once_and_one_each_ninety_seconds_from_then_on() {
        assertThat(wrongOnes("ann", HOME, 100)).isEqualTo(10);
        passes(RESTORED);
        assertThat(wrongOnes("ann", HOME, 100)).isEqualTo(1);
        passes(QUARTER);
        assertThat(wrongOnes("ann", HOME, 100)).isEqualTo(10);
    }

    @Test
    void the_wait_that_is_told_is_the_true_one() {
        wrongOnes("ann", HOME, 10);
        passes(Duration.ofSeconds(33));
        Duration wait = refusal("ann", HOME).orElseThrow();
        assertThat(wait).isEqualTo(Duration.ofSeconds(57));
        passes(wait.minusNanos(1));
        assertThat(refusal("ann", HOME)).isPresent();
        passes(Duration.ofNanos(1));
        assertThat(refusal("ann", HOME)).isEmpty();
    }

    @Test
    void right_passwords_do_not_count_nor_does_what_was_not_decided() {
        for (int i = 0; i < 1000; i++) {
            assertThat(right("ann", HOME)).isTrue();
        }
        for (RuntimeException failure :
                List.of(new StoreUnavailable(Reason.OUTAGE, "down"), new Overloaded("password checks"))) {
            for (int i = 0; i < 1000; i++) {
                assertThat(Outcome.failureOf(throttle.logIn("bob", HOME, () -> failedStage(failure))))
                        .isSameAs(failure);
            }
        }
        RuntimeException defect = new IllegalStateException("thrown");
        for (int i = 0; i < 1000; i++) {
            assertThat(Outcome.failureOf(throttle.logIn("bob", HOME, () -> {
                        throw defect;
                    })))
                    .isSameAs(defect);
        }
        assertThat(throttle.size()).isZero();
    }

    @Test
    void who_is_in_counts_so_that_no_burst_passes_and_the_wait_is_short() {
        List<CompletableFuture<User>> checks = new ArrayList<>();
        List<CompletionStage<User>> attempts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            CompletableFuture<User> check = new CompletableFuture<>();
            attempts.add(throttle.logIn("ann", HOME, () -> {
                checks.add(check);
                return check;
            }));
        }
        assertThat(checks).hasSize(10);
        assertThat(Outcome.failureOf(attempts.get(99)))
                .isInstanceOfSatisfying(
                        TooManyLogins.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        checks.forEach(each -> each.completeExceptionally(new StoreUnavailable(Reason.OUTAGE, "down")));
        assertThat(wrongOnes("ann", HOME, 100)).as("nobody is in any more").isEqualTo(10);
    }

    @Test
    void a_right_password_forgives_the_wrong_ones_before_it() {
        wrongOnes("ann", HOME, 9);
        assertThat(right("ann", HOME)).isTrue();
        assertThat(wrongOnes("ann", HOME, 100)).isEqualTo(10);
    }

    @Test
    void one_address_has_a_hundred_for_all_accounts() {
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> refusal("user" + i, HOME).isEmpty())
                        .count())
                .isEqualTo(100);
        assertThat(refusal("user1", address("192.0.2.2"))).isEmpty();
    }

    @Test
    void an_ipv6_network_of_64_bits_is_one_address() {
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> refusal("ann", address("2001:db8:0:1::" + Integer.toHexString(i)))
                                .isEmpty())
                        .count())
                .isEqualTo(10);
        assertThat(refusal("ann", address("2001:db8:0:2::1"))).isEmpty();
        assertThat(wrongOnes("bob", address("::ffff:192.0.2.1"), 9) + wrongOnes("bob", HOME, 9))
                .as("an IPv4 address in either form")
                .isEqualTo(10);
    }

    @Test
    void thirty_from_many_addresses_and_from_then_on_each_has_one_in_a_quarter_of_an_hour() {
        assertThat(attack("ann", 30)).isEqualTo(30);
        InetAddress elsewhere = address("198.51.100.1");
        assertThat(wrongOnes("ann", elsewhere, 10)).isEqualTo(1);
        assertThat(wrongOnes("bob", elsewhere, 10)).as("another account").isEqualTo(10);
        for (int i = 0; i < 29; i++) {
            passes(Duration.ofSeconds(30));
            assertThat(attack("ann", 1)).isEqualTo(1);
            assertThat(refusal("ann", elsewhere)).isPresent();
        }
        passes(Duration.ofSeconds(30));
        assertThat(attack("ann", 1)).isEqualTo(1);
        assertThat(wrongOnes("ann", elsewhere, 10)).isEqualTo(1);
    }

    @Test
    void nobody_is_locked_out_by_however_many_others() {
        assertThat(right("ann", HOME)).isTrue();
        attack("ann", 5000);
        for (int i = 0; i < 1000; i++) {
            refusal("user" + i, HOME);
        }
        assertThat(wrongOnes("ann", HOME, 9)).as("where ann was lately").isEqualTo(9);
        assertThat(right("ann", HOME)).isTrue();
        InetAddress hotel = address("198.51.100.1");
        assertThat(right("ann", hotel)).as("where she never was").isTrue();
        assertThat(wrongOnes("ann", hotel, 100)).as("and is known now").isEqualTo(10);
    }

    @Test
    void who_logs_in_from_ever_new_addresses_is_known_at_the_last_eight() {
        for (int i = 0; i <= 8; i++) {
            assertThat(right("ann", address("198.51.100." + i))).isTrue();
        }
        attack("ann", 30);
        assertThat(wrongOnes("ann", address("198.51.100.0"), 100)).isEqualTo(1);
        assertThat(wrongOnes("ann", address("198.51.100.1"), 100)).isEqualTo(10);
        assertThat(wrongOnes("ann", address("198.51.100.8"), 100)).isEqualTo(10);
    }

    @Test
    void what_is_remembered_is_bounded_and_forgotten_when_it_is_of_no_use() {
        for (int i = 0; i < 60_000; i++) {
            refusal("user" + i, address("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255)));
        }
        assertThat(throttle.size()).isEqualTo(100_000);
        passes(QUARTER);
        refusal("ann", HOME);
        assertThat(throttle.size()).isEqualTo(3);
    }

    @Test
    void a_password_is_changed_by_who_knows_it_and_guessed_ten_times() {
        UserId user = ann().user().id();
        for (int i = 0; i < 100; i++) {
            Outcome.of(throttle.changePassword(user, () -> completedStage(ann().user())));
        }
        List<Throwable> failures = IntStream.range(0, 100)
                .mapToObj(i -> Outcome.failureOf(throttle.changePassword(
                        user, () -> failedStage(new InvalidValue("current_password", "is not it")))))
                .toList();
        assertThat(failures).filteredOn(InvalidValue.class::isInstance).hasSize(10);
        assertThat(failures).filteredOn(TooManyLogins.class::isInstance).hasSize(90);
        assertThat(Outcome.of(throttle.changePassword(new UserId(2), () -> completedStage(ann().user()))))
                .isNotNull();
    }

    @Test
    void when_it_is_off_nothing_is_counted() {
        LoginThrottle off = LoginThrottle.off();
        for (int i = 0; i < 100; i++) {
            assertThat(Outcome.failureOf(off.logIn("ann", HOME, () -> failedStage(new AccessDenied()))))
                    .isInstanceOf(AccessDenied.class);
        }
        assertThat(off.size()).isZero();
    }

    @Test
    void operators_read_of_it_once_a_minute_for_each_account_without_its_name() {
        try (CapturedLog lines = new CapturedLog(LoginThrottle.class, Level.WARN)) {
            wrongOnes("a-secret", HOME, 1000);
            assertThat(lines.events()).hasSize(1);
            assertThat(lines.events().get(0).getFormattedMessage()).isEqualTo("Log-ins of one account are throttled");
            assertThat(lines.events().get(0).getKeyValuePairs().toString())
                    .contains("192.0.2.1")
                    .doesNotContain("a-secret");
            passes(Duration.ofMinutes(1));
            wrongOnes("a-secret", HOME, 1000);
            assertThat(lines.events()).hasSize(2);
            for (int i = 0; i < 1000; i++) {
                refusal("user" + i, HOME);
            }
            assertThat(lines.events().size()).as("of all accounts, in a minute").isEqualTo(2 + 9);
        }
    }

    /** How many of so many wrong passwords were looked at. */
    private long wrongOnes(String account, InetAddress from, int attempts) {
        return IntStream.range(0, attempts)
                .filter(i -> refusal(account, from).isEmpty())
                .count();
    }

    /** The same, each from an address that has not been here before. */
    private long attack(String account, int addresses) {
        return IntStream.range(0, addresses)
                .filter(i -> refusal(account, address("203.0." + (attackers >> 8) + "." + (attackers++ & 255)))
                        .isEmpty())
                .count();
    }

    /** The wait when a wrong password was not looked at. */
    private Optional<Duration> refusal(String account, InetAddress from) {
        Throwable failure = Outcome.failureOf(throttle.logIn(account, from, () -> failedStage(new AccessDenied())));
        return failure instanceof TooManyLogins refused ? Optional.of(refused.retryAfter()) : Optional.empty();
    }

    private boolean right(String account, InetAddress from) {
        return throttle.logIn(account, from, () -> completedStage(ann().user()))
                .handle((user, refused) -> refused == null)
                .toCompletableFuture()
                .join();
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
