package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserFixtures;
import io.twinpath.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123Z");
    private static final UserId ANN = new UserId(1);
    private static final TokenConfig CONFIG = new TokenConfig("twinpath-api", Duration.ofHours(1));

    private static final KeyRing KEYS = KeyRing.of(TestTokens.SECRET);

    private final AccessTokens tokens = at(NOW);

    @Test
    void an_issued_token_names_its_user_and_its_moment_to_the_millisecond() {
        AccessToken token = tokens.issue(ANN);
        assertThat(tokens.verify(token.value())).contains(new Caller(ANN, NOW));
        assertThat(token.lifetime()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_token_for_a_user_whose_tokens_are_valid_only_from_later_on_is_issued_at_that_moment() {
        Instant later = NOW.plusMillis(5);
        User ann = UserFixtures.ann().user();
        User changed = new User(
                ann.id(),
                ann.username(),
                ann.email(),
                ann.fullName(),
                ann.role(),
                new Admission(true, later),
                ann.version(),
                ann.createdAt(),
                ann.updatedAt());
        assertThat(tokens.verify(tokens.issue(changed).value())).contains(new Caller(ANN, later));
        assertThat(tokens.verify(tokens.issue(ann).value())).contains(new Caller(ANN, NOW));
    }

    @Test
    void no_two_tokens_are_the_same() {
        assertThat(tokens.issue(ANN).value()).isNotEqualTo(tokens.issue(ANN).value());
    }

    @Test
    void a_token_is_good_until_it_expires_and_thirty_seconds_of_skew_more() {
        String token = tokens.issue(ANN).value();
        assertThat(at(NOW.plusSeconds(3629)).verify(token)).isPresent();
        assertThat(at(NOW.plusSeconds(3630)).verify(token)).isEmpty();
    }

    @Test
    void a_token_of_a_clock_ahead_is_good_within_thirty_seconds() {
        String token = tokens.issue(ANN).value();
        assertThat(at(NOW.minusSeconds(30)).verify(token)).isPresent();
        assertThat(at(NOW.minusSeconds(31)).verify(token)).isEmpty();
    }

    @Test
    void a_token_made_by_hand_with_every_claim_right_is_good() {
        assertThat(tokens.verify(TestTokens.token(NOW))).contains(new Caller(ANN, NOW));
        assertThat(tokens.verify(
                        TestTokens.token(NOW, claims -> claims.put("aud", java.util.List.of("x", "twinpath-api")))))
                .isPresent();
    }

    static Stream<Arguments> wrong() {
        return TestTokens.wrong(NOW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_token_with_anything_wrong_is_refused(String what, String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.", "eyJhbGciOiJIUzI1NiJ9", "\u0000", "é.é.é"})
    void what_is_no_token_is_refused(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", " ", "\n", "\t", "\u0000", "*", ".", "A"})
    void a_token_has_one_spelling(String more) {
        String token = tokens.issue(ANN).value();
        String[] parts = token.split("\\.");
        assertThat(tokens.verify(token)).isPresent();
        assertThat(tokens.verify(token + more)).isEmpty();
        assertThat(tokens.verify(more + token)).isEmpty();
        assertThat(tokens.verify(parts[0] + more + "." + parts[1] + "." + parts[2]))
                .isEmpty();
        assertThat(tokens.verify(parts[0] + "." + parts[1] + "." + more + parts[2]))
                .isEmpty();
    }

    @Test
    void a_changed_character_anywhere_is_noticed() {
        String token = tokens.issue(ANN).value();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.verify(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("character " + i)
                    .isEmpty();
        }
    }

    @Test
    void a_short_secret_is_refused() {
        assertThatThrownBy(() -> KeyRing.of("x".repeat(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }

    @Test
    void neither_secret_nor_token_is_printed() {
        assertThat(KEYS.toString()).doesNotContain(TestTokens.SECRET);
        AccessToken token = tokens.issue(ANN);
        assertThat(token.toString()).doesNotContain(token.value());
    }

    private static AccessTokens at(Instant now) {
        return new AccessTokens(KEYS, CONFIG, Clock.fixed(now, ZoneOffset.UTC));
    }
}
