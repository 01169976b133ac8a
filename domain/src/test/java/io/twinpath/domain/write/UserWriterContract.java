package io.twinpath.domain.write;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.Version;
import io.twinpath.domain.VersionConflict;
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
import java.time.Instant;
import java.util.List;
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
        return writer().change(write, UserChange.ofProfile(null, null, name(which)));
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
                UserChange.ofProfile(Username.of("annie"), Email.of("Annie@example.net"), FullName.of("Annie Other"));
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
        UserChange username = UserChange.ofProfile(Username.of("BOB"), null, FullName.of("Not Written"));
        UserChange email = UserChange.ofProfile(null, Email.of("BOB@example.org"), FullName.of("Not Written"));
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
        UserChange change = UserChange.ofProfile(null, Email.of("ANN@example.org"), null);
        User after = Outcome.of(writer().change(WriterContract.by(ann().user()), change))
                .orElseThrow();
        assertThat(after.email().value()).isEqualTo("ANN@example.org");
    }

    @Test
    default void a_new_password_ends_the_tokens_before_it_and_the_same_write_again_still_finds_it_done() {
        UserChange change = UserChange.ofPassword(new PasswordHash("$argon2id$new"), NOW);
        Write write = ofVersion(bob().user(), NOW);
        User after = Outcome.of(writer().change(write, change)).orElseThrow();
        assertThat(after.admission()).isEqualTo(new Admission(true, NOW));
        assertThat(Outcome.of(repository().findCredentialsById(bob().user().id())))
                .contains(new Credentials(after, new PasswordHash("$argon2id$new")));
        assertThat(Outcome.of(writer().change(write, change))).contains(after);
    }

    @Test
    default void the_end_of_all_tokens_leaves_the_password_and_the_same_write_again_still_finds_it_done() {
        UserChange change = UserChange.ofTokens(NOW);
        Write write = ofVersion(bob().user(), NOW);
        User after = Outcome.of(writer().change(write, change)).orElseThrow();
        assertThat(after.admission()).isEqualTo(new Admission(true, NOW));
        assertThat(Outcome.of(repository().findCredentialsById(bob().user().id())))
                .contains(new Credentials(after, bob().passwordHash()));
        assertThat(Outcome.of(writer().change(write, change))).contains(after);
        assertThat(Outcome.of(writer().change(issuedAt(bob().user(), NOW.minusMillis(1)), change)))
                .as("by a token that was ended")
                .isEmpty();
    }

    @Test
    default void another_hash_of_the_same_password_ends_no_token() {
        Admission before = bob().user().admission();
        Write write = ofVersion(bob().user(), before.tokensValidAfter());
        UserChange change = UserChange.ofPasswordHash(new PasswordHash("$argon2id$better"));
        User after = Outcome.of(writer().change(write, change)).orElseThrow();
        assertThat(after.admission()).isEqualTo(before);
        assertThat(Outcome.of(repository().findCredentialsById(bob().user().id())))
                .contains(new Credentials(after, new PasswordHash("$argon2id$better")));
        UserChange late = UserChange.ofPasswordHash(new PasswordHash("$argon2id$late"));
        assertThat(Outcome.failureOf(writer().change(ofVersion(bob().user(), NOW), late)))
                .as("for a row that has changed since")
                .isInstanceOf(VersionConflict.class);
    }

    @Test
    default void the_moment_from_which_tokens_are_valid_never_moves_back() {
        Instant before = ann().user().admission().tokensValidAfter();
        PasswordHash hash = new PasswordHash("$argon2id$new");
        for (UserChange change : List.of(
                UserChange.ofPassword(hash, before.minusSeconds(1)), UserChange.ofTokens(before.minusSeconds(1)))) {
            User after = Outcome.of(writer().change(WriterContract.by(ann().user()), change))
                    .orElseThrow();
            assertThat(after.admission().tokensValidAfter()).isEqualTo(before);
        }
    }

    private static Write issuedAt(User user, Instant issued) {
        return new Write(
                WriteId.random(), user.id(), issued, Optional.empty(), Fingerprint.of("a request"), "request-1");
    }

    private static Write ofVersion(User user, Instant authorisedAt) {
        return new Write(
                WriteId.random(),
                user.id(),
                authorisedAt,
                Optional.of(user.version()),
                Fingerprint.of("a request"),
                "request-1");
    }
}
