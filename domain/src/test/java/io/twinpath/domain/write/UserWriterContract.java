package io.twinpath.domain.write;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.Version;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.Username;
import io.twinpath.domain.write.UserChange.NewPassword;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every {@link UserWriter} promises; {@code repository} reads what it wrote. */
public interface UserWriterContract extends WriterContract<User> {
    UserWriter writer();

    UserRepository repository();

    private static FullName name(int which) {
        return FullName.of("Somebody " + which);
    }

    @Override
    default CompletionStage<Optional<User>> write(Write write, int which) {
        return writer().change(write, new UserChange(null, null, name(which), null));
    }

    @Override
    default boolean isResultOf(int which, User result) {
        return result.fullName().equals(name(which));
    }

    @Override
    default User read(UserId user) {
        return Outcome.of(repository().findById(user)).orElseThrow();
    }

    @Override
    default Version versionOf(User result) {
        return result.version();
    }

    @Test
    default void name_address_and_username_change_and_nothing_else() {
        UserChange change =
                new UserChange(Username.of("annie"), Email.of("Annie@example.net"), FullName.of("Annie Other"), null);
        User after = Outcome.of(writer().change(WriterContract.by(ann().user()), change))
                .orElseThrow();
        assertThat(after.username()).isEqualTo(change.username());
        assertThat(after.email().value()).isEqualTo("Annie@example.net");
        assertThat(after.fullName()).isEqualTo(change.fullName());
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("username", "email", "fullName", "version", "updatedAt")
                .isEqualTo(ann().user());
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("annie"))))
                .contains(new Credentials(after, ann().passwordHash()));
    }

    @Test
    default void a_username_or_address_in_use_is_taken_in_any_case_and_nothing_is_written() {
        UserChange username = new UserChange(Username.of("BOB"), null, FullName.of("Not Written"), null);
        UserChange email = new UserChange(null, Email.of("BOB@example.org"), FullName.of("Not Written"), null);
        assertThat(Outcome.failureOf(writer().change(WriterContract.by(ann().user()), username)))
                .isInstanceOfSatisfying(
                        AlreadyTaken.class, taken -> assertThat(taken.field()).isEqualTo("username"));
        assertThat(Outcome.failureOf(writer().change(WriterContract.by(ann().user()), email)))
                .isInstanceOfSatisfying(
                        AlreadyTaken.class, taken -> assertThat(taken.field()).isEqualTo("email"));
        assertThat(read(ann().user().id())).isEqualTo(ann().user());
    }

    @Test
    default void one_s_own_address_may_change_its_case() {
        UserChange change = new UserChange(null, Email.of("ANN@example.org"), null, null);
        User after = Outcome.of(writer().change(WriterContract.by(ann().user()), change))
                .orElseThrow();
        assertThat(after.email().value()).isEqualTo("ANN@example.org");
    }

    @Test
    default void a_new_password_ends_the_tokens_before_it_and_the_same_write_again_still_finds_it_done() {
        NewPassword password = new NewPassword(new PasswordHash("$argon2id$new"), NOW);
        Write write = new Write(
                WriteId.random(),
                bob().user().id(),
                NOW,
                Optional.of(bob().user().version()),
                Fingerprint.of("a request"),
                "request-1");
        User after = Outcome.of(writer().change(write, UserChange.of(password))).orElseThrow();
        assertThat(after.admission()).isEqualTo(new Admission(true, NOW));
        assertThat(Outcome.of(repository().findCredentialsById(bob().user().id())))
                .contains(new Credentials(after, password.hash()));
        assertThat(Outcome.of(writer().change(write, UserChange.of(password)))).contains(after);
    }

    @Test
    default void the_moment_from_which_tokens_are_valid_never_moves_back() {
        Instant before = ann().user().admission().tokensValidAfter();
        NewPassword password = new NewPassword(new PasswordHash("$argon2id$new"), before.minusSeconds(1));
        User after = Outcome.of(writer().change(WriterContract.by(ann().user()), UserChange.of(password)))
                .orElseThrow();
        assertThat(after.admission().tokensValidAfter()).isEqualTo(before);
    }
}
