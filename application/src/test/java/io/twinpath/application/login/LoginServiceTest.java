package io.twinpath.application.login;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.TooManyLogins;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.Version;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserWriter;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginServiceTest {
    private static final Credentials WEAK = new Credentials(bob().user(), new PasswordHash("$weak-of-bob"));

    private final InMemoryUserRepository users = new InMemoryUserRepository(ann(), WEAK, eve());
    private final List<String> statements = new ArrayList<>();
    private final PlainHasher hasher = new PlainHasher();
    private final LoginService service = service(users);

    private LoginService service(UserWriter writer) {
        return new LoginService(new Watched(), writer, hasher, LoginThrottle.of(2, () -> 0));
    }

    private static LoginAttempt attempt(String name, String password) {
        return new LoginAttempt(name, new Password(password), InetAddress.getLoopbackAddress(), "request-1");
    }

    private Credentials bobs() {
        return Outcome.of(users.findCredentialsById(bob().user().id())).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"ann", "ANN", "ANN@example.org"})
    void the_right_password_gives_the_user(String name) {
        assertThat(Outcome.of(service.logIn(attempt(name, "ann")))).isEqualTo(ann().user());
    }

    @ParameterizedTest
    @CsvSource({
        "ann, wrong",
        "nobody, nobody",
        "nobody@example.org, nobody",
        "eve, eve",
        "no name at all, ann",
        "'', ann",
        "@, ann",
        "ann@, ann"
    })
    void whatever_is_wrong_is_refused_alike_after_one_statement_and_one_check(String name, String password) {
        assertThat(Outcome.failureOf(service.logIn(attempt(name, password)))).isInstanceOf(AccessDenied.class);
        assertThat(statements).hasSize(1);
        assertThat(hasher.checked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"ann", "nobody", "no name at all"})
    void who_is_throttled_costs_neither_a_statement_nor_a_check_whether_or_not_there_is_such_a_user(String name) {
        for (int i = 0; i < 2; i++) {
            assertThat(Outcome.failureOf(service.logIn(attempt(name, "wrong")))).isInstanceOf(AccessDenied.class);
        }
        assertThat(Outcome.failureOf(service.logIn(attempt(name.toUpperCase(Locale.ROOT), "ann"))))
                .isInstanceOf(TooManyLogins.class);
        assertThat(statements).hasSize(2);
        assertThat(hasher.checked).hasSize(2);
    }

    @Test
    void a_weak_hash_is_replaced_as_its_password_is_known_and_no_token_ends() {
        User user = Outcome.of(service.logIn(attempt("bob", "bob")));
        assertThat(user).isEqualTo(bob().user());
        assertThat(bobs().passwordHash()).isEqualTo(new PasswordHash("$of-bob"));
        assertThat(bobs().user().admission()).isEqualTo(bob().user().admission());
        assertThat(Outcome.of(service.logIn(attempt("bob", "bob"))).version())
                .as("once")
                .isEqualTo(new Version(bob().user().version().value() + 1));
        assertThat(bobs().user().version().value())
                .isEqualTo(bob().user().version().value() + 1);
    }

    @Test
    void a_wrong_password_replaces_nothing() {
        Outcome.failureOf(service.logIn(attempt("bob", "wrong")));
        assertThat(bobs()).isEqualTo(WEAK);
    }

    @Test
    void a_password_that_was_changed_since_is_not_overwritten() {
        PasswordHash newer = new PasswordHash("$weak-of-newer");
        UserWriter late = (write, change) -> {
            Outcome.of(users.setPassword(bob().user().username(), newer, Instant.now()));
            return users.change(write, change);
        };
        assertThat(Outcome.of(service(late).logIn(attempt("bob", "bob")))).isEqualTo(bob().user());
        assertThat(bobs().passwordHash()).isEqualTo(newer);
    }

    @Test
    void nobody_waits_for_a_better_hash_nor_fails_with_it() {
        UserWriter silent = (write, change) -> new CompletableFuture<>();
        UserWriter down = (write, change) -> failedStage(new StoreUnavailable(Reason.OUTAGE, "down"));
        for (UserWriter writer : List.of(silent, down)) {
            assertThat(service(writer).logIn(attempt("bob", "bob"))).isCompletedWithValue(bob().user());
        }
    }

    @Test
    void an_attempt_is_never_printed() {
        assertThat(attempt("secret", "secret").toString()).isEqualTo("LoginAttempt[hidden]");
    }

    @Test
    void a_password_is_bounded_and_never_printed() {
        assertThat(new Password("correct horse").toString()).isEqualTo("Password[hidden]");
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Password("x".repeat(1025)));
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Password(""));
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Password("horse\ud800"));
        assertThat(new Password("horse\ud83d\udc0e").value()).hasSize(7);
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Password.chosen("seven77"))
                .withMessage("password must have at least 8 characters");
        assertThat(Password.chosen("eight888").value()).isEqualTo("eight888");
    }

    /** Tells which statements were made. */
    private final class Watched implements UserRepository {
        @Override
        public CompletionStage<Optional<User>> findById(UserId id) {
            statements.add("user");
            return users.findById(id);
        }

        @Override
        public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
            statements.add("users");
            return users.findByIds(ids);
        }

        @Override
        public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
            statements.add("credentials");
            return users.findCredentials(name);
        }

        @Override
        public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
            statements.add("credentials by id");
            return users.findCredentialsById(id);
        }
    }
}
