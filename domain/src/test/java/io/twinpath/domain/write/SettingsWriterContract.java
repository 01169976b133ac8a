package io.twinpath.domain.write;

import static io.twinpath.domain.user.UserFixtures.ann;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.Outcome;
import io.twinpath.domain.Version;
import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.InMemorySettings;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every {@link SettingsWriter} promises; {@code query} reads what it wrote. */
public interface SettingsWriterContract extends WriterContract<UserSettings> {
    SettingsWriter writer();

    SettingsQuery query();

    private static LanguageTag tag(int which) {
        return LanguageTag.of("en-x-w" + which);
    }

    @Override
    default CompletionStage<Optional<UserSettings>> write(Write write, int which) {
        return writer().change(write, new SettingsChange(null, tag(which), null, null, null, null, null));
    }

    @Override
    default boolean isResultOf(int which, UserSettings result) {
        return result.locale().equals(tag(which));
    }

    @Override
    default UserSettings read(UserId user) {
        return Outcome.of(query().findByUser(user)).orElseThrow().settings();
    }

    @Override
    default Version versionOf(UserSettings result) {
        return result.version();
    }

    @Test
    default void what_is_given_a_value_is_changed_and_nothing_else() {
        List<SettingsChange> changes = List.of(
                new SettingsChange(Theme.SYSTEM, null, null, null, null, null, null),
                new SettingsChange(null, LanguageTag.of("de-CH"), null, null, null, null, null),
                new SettingsChange(null, null, TimeZoneName.of("Asia/Tokyo"), null, null, null, null),
                new SettingsChange(null, null, null, false, null, null, null),
                new SettingsChange(null, null, null, null, true, null, null),
                new SettingsChange(null, null, null, null, null, true, null),
                new SettingsChange(null, null, null, null, null, null, Digest.NEVER),
                new SettingsChange(null, null, null, null, null, null, null),
                new SettingsChange(
                        Theme.LIGHT, LanguageTag.of("fr"), TimeZoneName.of("UTC"), true, false, false, Digest.WEEKLY));
        UserSettings before = read(ann().user().id());
        for (SettingsChange change : changes) {
            UserSettings after = Outcome.of(writer().change(WriterContract.by(ann().user()), change))
                    .orElseThrow();
            assertThat(after)
                    .as("%s", change)
                    .usingRecursiveComparison()
                    .ignoringFields("updatedAt")
                    .isEqualTo(InMemorySettings.applied(before, change));
            assertThat(after.updatedAt()).isAfterOrEqualTo(before.updatedAt());
            before = after;
        }
    }
}
