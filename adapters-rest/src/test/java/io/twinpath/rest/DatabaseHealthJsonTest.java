package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.fallback.PathFailure;
import io.twinpath.application.health.Connectivity;
import io.twinpath.application.health.DatabaseReport;
import io.twinpath.application.health.PathHealth;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseHealthJsonTest {
    private static final Instant THEN = Instant.parse("2026-05-06T07:08:09Z");
    private static final DatabaseReport REPORT = new DatabaseReport(
            true,
            Optional.of(THEN),
            List.of(
                    path(
                            "async",
                            BreakerState.OPEN,
                            Optional.of(new PathFailure(
                                    THEN,
                                    "async",
                                    new StoreUnavailable(
                                            Reason.OUTAGE,
                                            "08006",
                                            "the connection was lost, SQLSTATE 08006",
                                            new IllegalStateException("db.internal says no to ann"))))),
                    path("sync", BreakerState.CLOSED, Optional.empty())));

    private static PathHealth path(String name, BreakerState breaker, Optional<PathFailure> last) {
        return new PathHealth(
                name,
                new Connectivity(true, Optional.of(THEN), Optional.of(Duration.ofMillis(2))),
                breaker,
                new PoolStatistics("Pool", 10, 10, 11, 10, 1, 9, 0, 4, Duration.ofMillis(2), 0),
                false,
                last);
    }

    @Test
    void operators_are_told_of_pools_and_of_the_last_error_without_a_word_of_the_inside() {
        assertThat(new String(DatabaseHealthDocument.of(REPORT), StandardCharsets.UTF_8))
                .contains(
                        "\"status\":\"degraded\",\"healthy\":true,\"degraded_since\":\"2026-05-06T07:08:09Z\"",
                        "\"last_error\":{\"time\":\"2026-05-06T07:08:09Z\",\"path\":\"async\","
                                + "\"class\":\"IllegalStateException\",\"sqlstate\":\"08006\","
                                + "\"text\":\"the connection was lost, SQLSTATE 08006\"}",
                        "\"async_pool\":{\"class\":\"Pool\"")
                .doesNotContain("internal", "ann");
    }

    @Test
    void in_public_there_are_neither_pools_nor_errors() {
        String json = new String(JsonFormat.bytes(DatabaseHealthJson.redacted(REPORT)), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"status\":\"degraded\"", "\"async\":\"open\"", "\"sync\":\"closed\"", "\"up\":true")
                .doesNotContain("pool", "error", "08006", "Pool");
    }
}
