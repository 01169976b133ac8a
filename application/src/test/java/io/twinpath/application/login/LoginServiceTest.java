package io.twinpath.application.login;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.eve;
import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.PasswordHash;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LoginServiceTest {
    private final List<PasswordHash> checked = new ArrayList<>();
    private final LoginService service = new LoginService(new InMemoryUserRepository(ann(), eve()), new Hasher());

    /** The password of a hash is what follows its last {@code of-}. */
    private final class Hasher implements PasswordHasher {
        @Override
        public CompletionStage<PasswordHash> hash(Password password) {
            return completedStage(new PasswordHash("$argon2id$v=19$of-" + password.value()));
        }

        @Override
        public CompletionStage<Boolean> matches(Password password, PasswordHash hash) {
            checked.add(hash);
            return completedStage(hash.encoded().endsWith("of-" + password.value()));
        }

        @Override
        public PasswordHash unmatchable() {
            return new PasswordHash("$none");
        }
    }

    @Test
    void the_right_password_gives_the_user() {
        assertThat(Outcome.of(service.logIn(LoginName.of("ann"), new Password("ann"))))
                .isEqualTo(ann().user());
        assertThat(Outcome.of(service.logIn(LoginName.of("ANN@example.org"), new Password("ann"))))
                .isEqualTo(ann().user());
    }

    @Test
    void a_wrong_password_an_unknown_name_and_a_deactivated_user_are_refused_alike_after_one_check_each() {
        assertThat(List.of(
                        service.logIn(LoginName.of("ann"), new Password("wrong")),
                        service.logIn(LoginName.of("nobody"), new Password("nobody")),
                        service.logIn(LoginName.of("eve"), new Password("eve"))))
                .allSatisfy(stage -> assertThat(Outcome.failureOf(stage)).isInstanceOf(AccessDenied.class));
        assertThat(checked).hasSize(3);
    }

    @Test
    void a_password_is_bounded_and_never_printed() {
        assertThat(new Password("correct horse").toString()).isEqualTo("Password[hidden]");
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Password("x".repeat(1025)));
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Password(""));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Password.chosen("seven77"))
                .withMessage("password must have at least 8 characters");
        assertThat(Password.chosen("eight888").value()).isEqualTo("eight888");
    }
}
