package io.twinpath.application.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    private static final Duration MAX_WAIT = Duration.ofMillis(100);

    private final AtomicLong now = new AtomicLong();

    private Bulkhead bulkhead(int places, int maxWaiting) {
        return new Bulkhead(places, () -> places, maxWaiting, MAX_WAIT, now::get);
    }

    @Test
    void more_than_may_wait_are_refused_until_one_leaves() {
        Bulkhead bulkhead = bulkhead(2, 3);
        assertThat(enter(bulkhead, 10)).isEqualTo(5);
        assertThat(bulkhead.inside()).isEqualTo(5);
        assertThat(bulkhead.free()).isEqualTo(-3);
        bulkhead.leave(0);
        assertThat(enter(bulkhead, 10)).isEqualTo(1);
    }

    @Test
    void who_would_wait_for_longer_than_is_bearable_is_refused_at_once() {
        Bulkhead bulkhead = bulkhead(2, 1000);
        settleAt(bulkhead, Duration.ofMillis(10));
        assertThat(enter(bulkhead, 1000))
                .as("two places, each left after 10 ms, and half as much again in 100 ms")
                .isBetween(2 + 13L, 2 + 14L);
    }

    @Test
    void those_with_a_place_come_in_however_slow_it_has_been() {
        Bulkhead bulkhead = bulkhead(2, 1000);
        settleAt(bulkhead, Duration.ofSeconds(1));
        assertThat(enter(bulkhead, 10)).isEqualTo(2);
    }

    @Test
    void nobody_waits_for_places_that_are_held_for_longer_than_a_wait_may_last() {
        Bulkhead bulkhead = bulkhead(10, 1000);
        settleAt(bulkhead, Duration.ofMillis(150));
        assertThat(enter(bulkhead, 100))
                .as("ten that came in together leave together")
                .isEqualTo(10);
    }

    @Test
    void a_place_that_was_lost_is_not_waited_for_when_places_are_held_for_long() {
        AtomicInteger places = new AtomicInteger(10);
        Bulkhead bulkhead = new Bulkhead(10, places::get, 1000, MAX_WAIT, now::get);
        settleAt(bulkhead, Duration.ofMillis(150));
        places.set(9);
        assertThat(enter(bulkhead, 100)).isEqualTo(9);
    }

    @Test
    void where_all_places_were_lost_those_who_come_wait_for_new_ones() {
        Bulkhead bulkhead = new Bulkhead(10, () -> 0, 1000, MAX_WAIT, now::get);
        settleAt(bulkhead, Duration.ofMillis(10));
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(enter(bulkhead, 100)).isBetween(66L, 70L);
    }

    @Test
    void the_first_comes_in_though_there_is_no_place_for_it_is_who_has_one_made() {
        Bulkhead bulkhead = new Bulkhead(10, () -> 0, 1000, MAX_WAIT, now::get);
        settleAt(bulkhead, Duration.ofMillis(150));
        assertThat(enter(bulkhead, 100)).isEqualTo(1);
    }

    @Test
    void nobody_waits_behind_places_that_nobody_has_left_for_longer() {
        Bulkhead bulkhead = bulkhead(2, 1000);
        assertThat(enter(bulkhead, 5)).isEqualTo(5);
        now.addAndGet(MAX_WAIT.toNanos() + 1);
        assertThat(bulkhead.tryEnter()).isFalse();
        bulkhead.leave(0);
        assertThat(bulkhead.tryEnter()).isTrue();
    }

    @Test
    void a_burst_after_a_long_quiet_time_is_let_in() {
        Bulkhead bulkhead = bulkhead(2, 1000);
        assertThat(enter(bulkhead, 1)).isEqualTo(1);
        bulkhead.leave(0);
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(enter(bulkhead, 10)).isEqualTo(10);
    }

    @Test
    void who_leaves_unserved_says_nothing_of_how_long_places_are_held() {
        Bulkhead bulkhead = bulkhead(1, 1000);
        settleAt(bulkhead, Duration.ofMillis(50));
        enter(bulkhead, 2);
        bulkhead.leaveUnserved();
        bulkhead.leaveUnserved();
        assertThat(enter(bulkhead, 10)).isEqualTo(2);
    }

    private static void settleAt(Bulkhead bulkhead, Duration held) {
        for (int i = 0; i < 200; i++) {
            assertThat(bulkhead.tryEnter()).isTrue();
            bulkhead.leave(held.toNanos());
        }
    }

    private static long enter(Bulkhead bulkhead, int times) {
        return IntStream.range(0, times).filter(i -> bulkhead.tryEnter()).count();
    }
}
