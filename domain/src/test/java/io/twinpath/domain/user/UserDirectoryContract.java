package io.twinpath.domain.user;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.NotFound;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link UserDirectory} promises; bind it, new for each test, by returning one that holds ann, bob and eve. */
public interface UserDirectoryContract {
    PasswordHash NEW_HASH = new PasswordHash("$argon2id$new");
    Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");

    UserDirectory directory();

    /** Reads what the directory wrote. */
    UserRepository repository();

    static NewUser newUser(String username, String email) {
        return new NewUser(Username.of(username), Email.of(email), FullName.of("Somebody New"), Role.USER, NEW_HASH);
    }

    @Test
    default void an_added_user_can_be_found_and_may_come_in() {
        User added = Outcome.of(directory().add(newUser("carl", "Carl@example.org")));
        assertThat(added.version()).isEqualTo(Version.FIRST);
        assertThat(added.email().value()).isEqualTo("Carl@example.org");
        assertThat(added.admission().admits(NOW)).isTrue();
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("carl@EXAMPLE.org"))))
                .contains(new Credentials(added, NEW_HASH));
    }

    @Test
    default void a_username_or_address_in_use_is_taken_in_any_case() {
        assertThat(Outcome.failureOf(directory().add(newUser("ANN", "other@example.org"))))
                .isInstanceOfSatisfying(
                        AlreadyTaken.class, taken -> assertThat(taken.field()).isEqualTo("username"));
        assertThat(Outcome.failureOf(directory().add(newUser("other", "ANN@example.org"))))
                .isInstanceOfSatisfying(
                        AlreadyTaken.class, taken -> assertThat(taken.field()).isEqualTo("email"));
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("other"))))
                .isEmpty();
    }

    @Test
    default void users_are_listed_page_by_page_in_the_order_of_their_ids() {
        List<User> first = Outcome.of(directory().list(Optional.empty(), 2));
        assertThat(first).containsExactly(ann().user(), bob().user());
        assertThat(Outcome.of(directory().list(Optional.of(bob().user().id()), 2)))
                .containsExactly(eve().user());
        assertThat(Outcome.of(directory().list(Optional.of(eve().user().id()), 2)))
                .isEmpty();
    }

    @Test
    default void a_deactivated_user_is_kept_out_from_then_on() {
        User deactivated = Outcome.of(directory().deactivate(ann().user().username()));
        assertThat(deactivated.admission().active()).isFalse();
        assertThat(deactivated.version().value())
                .isEqualTo(ann().user().version().value() + 1);
        assertThat(Outcome.of(repository().findById(ann().user().id()))).contains(deactivated);
    }

    @Test
    default void a_new_password_replaces_the_old_and_refuses_tokens_from_before() {
        User changed = Outcome.of(directory().setPassword(bob().user().username(), NEW_HASH, NOW));
        assertThat(changed.admission().admits(NOW)).isTrue();
        assertThat(changed.admission().admits(NOW.minusMillis(1))).isFalse();
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("bob"))))
                .contains(new Credentials(changed, NEW_HASH));
    }

    @Test
    default void nobody_is_not_found_and_not_made() {
        Username nobody = Username.of("nobody");
        assertThat(Outcome.failureOf(directory().deactivate(nobody))).isInstanceOf(NotFound.class);
        assertThat(Outcome.failureOf(directory().setPassword(nobody, NEW_HASH, NOW)))
                .isInstanceOf(NotFound.class)
                .hasMessage("no user nobody");
        assertThat(Outcome.of(directory().list(Optional.empty(), 10))).hasSize(3);
    }
}
