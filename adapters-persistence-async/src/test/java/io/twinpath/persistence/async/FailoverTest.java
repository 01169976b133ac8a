package io.twinpath.persistence.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.NewUser;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.Role;
import io.twinpath.domain.user.UserFixtures;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.Username;
import io.twinpath.persistence.sync.PrimaryAndStandby;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both paths on a primary and its standby, real ones. */
class FailoverTest {
    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofMillis(800);
    private static final int POOL = 3;

    @Test
    void both_paths_follow_the_primary_and_never_go_back_to_one_that_is_read_only(@TempDir Path folder) {
        ExecutorService threads = Executors.newFixedThreadPool(POOL);
        try (PrimaryAndStandby servers = new PrimaryAndStandby(folder);
                AsyncPersistence async = new AsyncPersistence(AsyncConfig.of(servers.address(), POOL));
                SyncPersistence sync = new SyncPersistence(SyncConfig.of(servers.address(), POOL), threads)) {
            await().until(() -> answers(async.users()) && answers(sync.users()));
            assertThat(servers.second().connectionsOf("twinpath-async")).isZero();
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                written.add(add(sync, "before" + i));
            }

            servers.killFirst();
            servers.promoteSecond();
            await().atMost(PROMISED).until(() -> answers(async.users()) && answers(sync.users()));
            written.add(add(sync, "after"));
            for (UserRepository users : List.of(async.users(), sync.users())) {
                assertThat(written)
                        .allSatisfy(name -> assertThat(Outcome.of(users.findCredentials(LoginName.of(name))))
                                .isPresent());
            }

            servers.returnFirstReadOnly();
            servers.second().terminate("twinpath-async");
            servers.second().terminate("twinpath-sync");
            await().until(() -> answers(async.users())
                    && answers(sync.users())
                    && servers.second().connectionsOf("twinpath-async") == POOL
                    && servers.second().connectionsOf("twinpath-sync") == POOL);
            add(sync, "at-last");
            assertThat(servers.first().connectionsOf("twinpath-async")).isZero();
            assertThat(servers.first().connectionsOf("twinpath-sync")).isZero();
        }
        threads.shutdownNow();
    }

    private static boolean answers(UserRepository users) {
        try {
            return TimeLimit.of(users.findById(UserFixtures.ann().user().id()), LIMIT)
                    .join()
                    .isPresent();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String add(SyncPersistence sync, String name) {
        return Outcome.of(sync.directory()
                        .add(new NewUser(
                                Username.of(name),
                                Email.of(name + "@example.org"),
                                FullName.of(name),
                                Role.USER,
                                new PasswordHash("$argon2id$x"))))
                .username()
                .value();
    }
}
