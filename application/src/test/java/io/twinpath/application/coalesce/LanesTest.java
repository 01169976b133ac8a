package io.twinpath.application.coalesce;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.twinpath.application.CapturedLog;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final List<Runnable> ends = new ArrayList<>();
    private int lane;
    private final Turns turns = new Turns() {
        @Override
        public void atEnd(Runnable task) {
            ends.add(task);
        }

        @Override
        public int lane(int lanes) {
            return lane % lanes;
        }
    };
    private final UserRepository users = new CoalescingUserRepository(
            List.of(new InMemoryUserRepository(ann()), new InMemoryUserRepository(bob())),
            CoalesceConfig.DEFAULT,
            CoalesceObserver.NONE,
            turns);

    @Test
    void each_lane_asks_its_own_port_and_waits_for_no_other() {
        lane = 0;
        var inFirst = users.findById(ann().user().id()).toCompletableFuture();
        lane = 1;
        var inSecond = users.findById(bob().user().id()).toCompletableFuture();
        ends.get(1).run();
        assertThat(inSecond.join()).contains(bob().user());
        assertThat(inFirst).isNotDone();
        ends.get(0).run();
        assertThat(inFirst.join()).contains(ann().user());
    }

    @Test
    void what_is_not_gathered_goes_by_the_lane_too() {
        lane = 1;
        assertThat(users.findByIds(Set.of(ann().user().id(), bob().user().id()))
                        .toCompletableFuture()
                        .join())
                .containsOnlyKeys(bob().user().id());
    }

    @Test
    void a_defect_that_every_lane_meets_is_told_once() {
        SettingsQuery defective = new SettingsQuery() {
            @Override
            public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
                return CompletableFuture.completedStage(Optional.empty());
            }

            @Override
            public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
                return CompletableFuture.failedStage(new NullPointerException("a programming error"));
            }
        };
        SettingsQuery settings = new CoalescingSettingsQuery(
                List.of(defective, defective), CoalesceConfig.DEFAULT, CoalesceObserver.NONE, turns);
        try (CapturedLog log = new CapturedLog(Coalescer.class, Level.ERROR)) {
            for (lane = 0; lane < 2; lane++) {
                var first = settings.findByUser(ann().user().id()).toCompletableFuture();
                settings.findByUser(bob().user().id());
                ends.get(ends.size() - 1).run();
                assertThat(first).isCompletedWithValue(Optional.empty());
            }
            assertThat(log.messages()).singleElement().asString().contains("in a batch");
        }
    }

    @Test
    void each_has_its_share_of_what_all_may_have() {
        CoalesceConfig all = new CoalesceConfig(100, 4, 10, Duration.ofMillis(5), 1000, Duration.ofMillis(150));
        assertThat(all.sharedBy(2))
                .isEqualTo(new CoalesceConfig(100, 2, 5, Duration.ofMillis(5), 500, Duration.ofMillis(150)));
        assertThat(all.sharedBy(8))
                .isEqualTo(new CoalesceConfig(100, 1, 1, Duration.ofMillis(5), 125, Duration.ofMillis(150)));
    }
}
