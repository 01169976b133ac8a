package io.twinpath.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void a_leak_grows() {
        assertThat(of(i -> 50 + i * 0.2 + i % 5).grows()).isTrue();
    }

    @Test
    void noise_does_not() {
        assertThat(of(i -> 50 + i * 37 % 11).grows()).isFalse();
    }

    @Test
    void the_line_is_that_of_least_squares() {
        assertThat(of(i -> 10 + 2.0 * i).growth()).isEqualTo(2.0 * 99, org.assertj.core.data.Offset.offset(1e-6));
    }

    private static Trend of(IntToDoubleFunction value) {
        Trend trend = new Trend("figure", 1);
        for (int i = 0; i < 100; i++) {
            trend.add(i, value.applyAsDouble(i));
        }
        return trend;
    }
}
