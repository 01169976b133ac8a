package io.twinpath.application.profile;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.eve;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.Caller;
import io.twinpath.application.settings.SettingsService;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.settings.InMemorySettings;
import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The row that answers is the row that authorises, for the profile and for the settings. */
class AdmissionTest {
    private final InMemoryUserRepository users = new InMemoryUserRepository(ann(), eve());
    private final InMemorySettings choices = new InMemorySettings(ann(), eve());
    private final ProfileService profiles = new ProfileService(users, users);
    private final SettingsService settings = new SettingsService(choices, choices);

    private static Caller withFreshToken(User user) {
        return new Caller(user.id(), user.admission().tokensValidAfter());
    }

    static Stream<Caller> not_let_in() {
        User ann = ann().user();
        return Stream.of(
                withFreshToken(eve().user()),
                new Caller(new UserId(987_654), ann.admission().tokensValidAfter()),
                new Caller(ann.id(), ann.admission().tokensValidAfter().minusMillis(1)));
    }

    @Test
    void a_caller_reads_their_own_profile_and_settings() {
        Caller caller = withFreshToken(ann().user());
        assertThat(Outcome.of(profiles.profileOf(caller))).isEqualTo(ann().user());
        assertThat(Outcome.of(settings.settingsOf(caller)))
                .isEqualTo(SettingsFixtures.anns().settings());
    }

    @ParameterizedTest
    @MethodSource("not_let_in")
    void deactivated_unknown_and_outdated_callers_are_turned_away(Caller caller) {
        assertThat(Outcome.failureOf(profiles.profileOf(caller))).isInstanceOf(AccessDenied.class);
        assertThat(Outcome.failureOf(settings.settingsOf(caller))).isInstanceOf(AccessDenied.class);
    }
}
