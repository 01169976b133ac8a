package io.twinpath.domain.settings;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.Outcome;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SettingsQuery} promises; bind it by returning one that holds the settings of ann, bob and eve. */
public interface SettingsQueryContract {
    UserId UNKNOWN = new UserId(987_654_321);

    SettingsQuery query();

    @Test
    default void settings_are_found_by_user_with_every_field() {
        for (Credentials each : List.of(ann(), bob(), eve())) {
            assertThat(Outcome.of(query().findByUser(each.user().id()))).contains(SettingsFixtures.of(each.user()));
        }
    }

    @Test
    default void the_same_row_says_whether_the_user_may_come_in() {
        assertThat(Outcome.of(query().findByUser(eve().user().id())))
                .hasValueSatisfying(found ->
                        assertThat(found.admission()).isEqualTo(eve().user().admission()));
    }

    @Test
    default void an_unknown_user_is_empty_not_an_error() {
        assertThat(Outcome.of(query().findByUser(UNKNOWN))).isEmpty();
    }

    @Test
    default void many_users_are_found_at_once_and_unknown_ones_are_absent() {
        UserId annId = ann().user().id();
        UserId bobId = bob().user().id();
        assertThat(Outcome.of(query().findByUsers(Set.of(annId, bobId, UNKNOWN))))
                .containsOnlyKeys(annId, bobId)
                .containsEntry(annId, SettingsFixtures.of(ann().user()))
                .containsEntry(bobId, SettingsFixtures.of(bob().user()));
    }

    @Test
    default void asking_for_nobody_finds_nothing() {
        assertThat(Outcome.of(query().findByUsers(Set.of()))).isEmpty();
    }

    @Test
    default void many_callers_at_once_each_get_their_own_answer() {
        List<Credentials> users = List.of(ann(), bob(), eve());
        SettingsQuery query = query();
        var answers = IntStream.range(0, 60)
                .mapToObj(i -> query.findByUser(users.get(i % 3).user().id()))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(Outcome.of(answers.get(i)))
                    .contains(SettingsFixtures.of(users.get(i % 3).user()));
        }
    }
}
