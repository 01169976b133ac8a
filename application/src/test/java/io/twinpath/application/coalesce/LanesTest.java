package io.twinpath.application.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final CoalesceConfig CONFIG =
            new CoalesceConfig(100, 1, 2, Duration.ofMinutes(1), 100, Duration.ofMinutes(1));

    private final Questions port = new Questions();
    private int lane;
    private final Turns turns = new Turns() {
        @Override
        public void atEnd(Runnable task) {
            task.run();
        }

        @Override
        public int lanes() {
            return 2;
        }

        @Override
        public int lane() {
            return lane;
        }
    };
    private final Lanes<Integer, String> lanes =
            new Lanes<>(port::one, port::many, CONFIG, CoalesceObserver.NONE, turns);

    private void find(int inLane, int... keys) {
        lane = inLane;
        for (int key : keys) {
            assertThat(lanes.find(key)).isNotDone();
        }
    }

    @Test
    void what_is_asked_in_one_lane_neither_waits_for_another_nor_joins_it() {
        find(0, 1, 2, 3);
        find(1, 4, 5, 6);
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(4));
        port.get(1).answered();
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(4), Set.of(5, 6));
        port.get(0).answered();
        assertThat(port.keys()).containsExactly(Set.of(1), Set.of(4), Set.of(5, 6), Set.of(2, 3));
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
