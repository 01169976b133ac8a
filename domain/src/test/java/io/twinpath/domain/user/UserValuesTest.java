package io.twinpath.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinpath.domain.InvalidValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-ann", "ann smith", "ann@example.org", "änn", "a\u0000b", "\u212aim"})
    void a_username_of_another_form_is_refused(String raw) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Username.of(raw))
                .withMessage(
                        "username must have 2 to 64 of the characters a-z 0-9 . _ - and begin with a letter or digit")
                .extracting(InvalidValue::field)
                .isEqualTo("username");
    }

    @Test
    void a_username_folds_case_and_ends_at_64_characters() {
        assertThat(Username.of("Ann.B-2_x").value()).isEqualTo("ann.b-2_x");
        assertThat(Username.of("a".repeat(64)).value()).hasSize(64);
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Username.of("a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "a+b=c@x", "o'neil@sub.example.co.uk", "%@1.org"})
    void an_email_of_the_usual_form_is_kept_as_typed(String raw) {
        assertThat(Email.of(raw).value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.org",
                "ann@",
                "a b@x.org",
                "ann@-x.org",
                "ann@x-.org",
                "ann@x..org",
                "ann@.x.org",
                "ann@x.org.",
                "ann@x_y.org",
                "ann@eve@x.org",
                "\u212ann@x.org",
                "ann@\u212a.org",
                "ann@x.org\r\nbcc:eve"
            })
    void an_email_of_another_form_is_refused(String raw) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Email.of(raw))
                .extracting(InvalidValue::field)
                .isEqualTo("email");
    }

    @Test
    void an_email_of_more_than_254_characters_is_refused() {
        String label = "d".repeat(60);
        String domain = String.join(".", label, label, label);
        assertThat(Email.of("a".repeat(64) + "@" + domain).value()).hasSize(247);
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Email.of("a".repeat(64) + "@" + domain + ".dddddddd"));
    }

    @Test
    void one_address_in_two_spellings_is_equal() {
        assertThat(Email.of("Ann@Example.ORG"))
                .isEqualTo(Email.of("ann@example.org"))
                .hasSameHashCodeAs(Email.of("ann@example.org"));
        assertThat(Email.of("ann@example.org")).isNotEqualTo(Email.of("bob@example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "Ann\nERROR forged", "bell\u0007", "\ud800"})
    void a_full_name_which_is_blank_or_unprintable_is_refused(String raw) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> FullName.of(raw))
                .extracting(InvalidValue::field)
                .isEqualTo("full_name");
    }

    @Test
    void a_full_name_counts_characters_not_code_units() {
        assertThat(FullName.of("👩".repeat(200)).value()).hasSize(400);
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> FullName.of("n".repeat(201)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "01", "1 ", " 1", "1\n", "\u0661", "\uff11", "1e0", "0x1"})
    void an_id_has_one_spelling(String raw) {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> UserId.of(raw));
        assertThat(UserId.of("9223372036854775807")).hasToString("9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "1.0", "x", "9223372036854775808", "+-1"})
    void an_id_is_a_positive_number(String raw) {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> UserId.of(raw));
    }

    @Test
    void roles_are_read_by_their_code() {
        assertThat(Role.values())
                .allSatisfy(role -> assertThat(Role.of(role.code())).isEqualTo(role));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Role.of("root"))
                .withMessage("role must be user or admin");
    }

    @Test
    void a_token_older_than_tokens_valid_after_is_not_admitted() {
        Instant moment = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(new Admission(true, moment).admits(moment)).isTrue();
        assertThat(new Admission(true, moment).admits(moment.minusMillis(1))).isFalse();
        assertThat(new Admission(false, moment).admits(moment)).isFalse();
    }

    @Test
    void a_password_hash_is_never_printed() {
        assertThat(UserFixtures.ann().toString()).doesNotContain("argon2");
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new PasswordHash("secret"));
    }
}
