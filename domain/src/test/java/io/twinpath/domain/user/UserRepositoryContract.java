package io.twinpath.domain.user;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.Outcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link UserRepository} promises; bind it by returning one that holds ann, bob and eve. */
public interface UserRepositoryContract {
    UserId UNKNOWN = new UserId(987_654_321);

    UserRepository repository();

    @Test
    default void a_user_is_found_by_id_with_every_field() {
        assertThat(Outcome.of(repository().findById(bob().user().id()))).contains(bob().user());
    }

    @Test
    default void a_deactivated_user_is_found_and_not_admitted() {
        assertThat(Outcome.of(repository().findById(eve().user().id())))
                .contains(eve().user())
                .hasValueSatisfying(
                        user -> assertThat(user.admission().active()).isFalse());
    }

    @Test
    default void an_unknown_id_is_empty_not_an_error() {
        assertThat(Outcome.of(repository().findById(UNKNOWN))).isEmpty();
    }

    @Test
    default void many_ids_are_found_at_once_and_unknown_ones_are_absent() {
        UserId annId = ann().user().id();
        UserId eveId = eve().user().id();
        assertThat(Outcome.of(repository().findByIds(Set.of(annId, eveId, UNKNOWN))))
                .containsOnlyKeys(annId, eveId)
                .containsEntry(annId, ann().user())
                .containsEntry(eveId, eve().user());
    }

    @Test
    default void asking_for_nobody_finds_nobody() {
        assertThat(Outcome.of(repository().findByIds(Set.of()))).isEmpty();
    }

    @Test
    default void a_thousand_ids_are_one_question() {
        Set<UserId> ids = LongStream.rangeClosed(1, 1000).mapToObj(UserId::new).collect(Collectors.toSet());
        assertThat(Outcome.of(repository().findByIds(ids)))
                .containsOnlyKeys(
                        ann().user().id(), bob().user().id(), eve().user().id());
    }

    @Test
    default void credentials_are_found_by_username_in_any_case() {
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("ANN"))))
                .contains(ann());
    }

    @Test
    default void credentials_are_found_by_email_in_any_case() {
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("Bob@Example.ORG"))))
                .contains(bob());
    }

    @Test
    default void credentials_are_found_by_id() {
        assertThat(Outcome.of(repository().findCredentialsById(bob().user().id())))
                .contains(bob());
        assertThat(Outcome.of(repository().findCredentialsById(UNKNOWN))).isEmpty();
    }

    @Test
    default void unknown_credentials_are_empty_not_an_error() {
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("nobody"))))
                .isEmpty();
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("nobody@example.org"))))
                .isEmpty();
    }

    @Test
    default void text_that_looks_like_sql_is_only_text() {
        assertThat(Outcome.of(repository().findCredentials(LoginName.of("o'--{}*/@example.org"))))
                .isEmpty();
    }

    @Test
    default void many_callers_at_once_each_get_their_own_answer() {
        List<Credentials> users = List.of(ann(), bob(), eve());
        UserRepository repository = repository();
        var answers = IntStream.range(0, 60)
                .mapToObj(i -> repository.findById(users.get(i % 3).user().id()))
                .map(CompletionStage::toCompletableFuture)
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(Outcome.of(answers.get(i))).contains(users.get(i % 3).user());
        }
    }
}
