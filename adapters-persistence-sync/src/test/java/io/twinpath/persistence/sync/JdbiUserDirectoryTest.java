package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.domain.Outcome;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.Version;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserDirectory;
import io.twinpath.domain.user.UserDirectoryContract;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.Username;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JdbiUserDirectoryTest implements UserDirectoryContract {
    @AutoClose
    private final OpenSync sync = new OpenSync();

    @Override
    public UserDirectory directory() {
        return sync.persistence.directory();
    }

    @Override
    public UserRepository repository() {
        return sync.persistence.users();
    }

    @Test
    void a_new_user_has_the_settings_of_one_who_has_chosen_nothing() {
        User added = Outcome.of(directory().add(UserDirectoryContract.newUser("carl", "carl@example.org")));
        GuardedSettings settings =
                Outcome.of(sync.persistence.settings().findByUser(added.id())).orElseThrow();
        assertThat(settings.admission()).isEqualTo(new Admission(true, Instant.EPOCH));
        assertThat(settings.settings())
                .isEqualTo(new UserSettings(
                        Theme.SYSTEM,
                        LanguageTag.of("en"),
                        TimeZoneName.of("UTC"),
                        NotificationPreferences.DEFAULT,
                        Version.FIRST,
                        settings.settings().updatedAt()));
    }

    @Test
    void a_write_whose_connection_is_lost_has_an_unknown_outcome() throws SQLException {
        TestDatabase database = sync.database;
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK users IN ACCESS EXCLUSIVE MODE");
            var deactivated = directory().deactivate(Username.of("ann"));
            await().until(database::someoneWaitsForALock);
            database.terminate("twinpath-sync");
            assertThat(Outcome.failureOf(deactivated)).isInstanceOf(OutcomeUnknown.class);
        }
    }
}
