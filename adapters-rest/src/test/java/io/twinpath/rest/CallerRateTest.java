package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.user.UserId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallerRateTest {
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // a clock that is about to turn over
    private final CallerRate rate = CallerRate.perSecond(100, now::get);

    @Test
    void twice_the_rate_at_once_and_the_rate_from_then_on() {
        assertThat(allowed(ANN, 1000)).isEqualTo(200);
        passes(Duration.ofSeconds(1));
        assertThat(allowed(ANN, 1000)).isEqualTo(100);
        passes(Duration.ofMillis(9));
        assertThat(rate.allows(ANN)).isFalse();
        passes(Duration.ofMillis(1));
        assertThat(rate.allows(ANN)).isTrue();
        passes(Duration.ofHours(1));
        assertThat(allowed(ANN, 1000)).isEqualTo(200);
    }

    @Test
    void the_rate_itself_goes_on_for_ever() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(rate.allows(ANN)).isTrue();
            passes(Duration.ofMillis(10));
        }
    }

    @Test
    void another_has_a_share_of_their_own() {
        assertThat(allowed(ANN, 1000)).isEqualTo(200);
        assertThat(allowed(BOB, 1000)).isEqualTo(200);
    }

    @Test
    void who_has_paused_is_forgotten_and_who_has_not_is_not() {
        for (int i = 1; i <= 1000; i++) {
            rate.allows(new UserId(i));
        }
        assertThat(allowed(ANN, 1000)).isEqualTo(199);
        passes(Duration.ofMillis(1500));
        assertThat(allowed(ANN, 1000)).isEqualTo(150);
        assertThat(rate.size()).isEqualTo(1);
    }

    @Test
    void without_a_limit_nobody_is_counted() {
        CallerRate unlimited = CallerRate.unlimited();
        assertThat(IntStream.range(0, 1000).allMatch(i -> unlimited.allows(ANN)))
                .isTrue();
        assertThat(unlimited.size()).isZero();
    }

    @Test
    void who_asks_too_often_is_told_so_and_nobody_else() {
        try (TestServer server = new TestServer(CallerRate.perSecond(1))) {
            assertThat(server.get("/api/v1/profile", ann()).statusCode()).isEqualTo(200);
            assertThat(server.get("/api/v1/settings", ann()).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = server.get("/api/v1/profile", ann());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After").orElseThrow())
                    .matches("[1-5]");
            assertThat(refused.body()).startsWith("{\"type\":\"/problems/too-many-requests\"");
            assertThat(server.get("/api/v1/profile", bob()).statusCode()).isEqualTo(200);
            for (int i = 0; i < 5; i++) {
                assertThat(server.send(server.to("/api/v1/profile")
                                        .header("Authorization", "Bearer " + server.tokenOf(bob()) + "x"))
                                .statusCode())
                        .as("a bad token")
                        .isEqualTo(401);
            }
            assertThat(server.get("/api/v1/profile", bob()).statusCode())
                    .as("a bad token costs nobody's share")
                    .isEqualTo(200);
        }
    }

    private long allowed(UserId caller, int asked) {
        return IntStream.range(0, asked).filter(i -> rate.allows(caller)).count();
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
