package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.stale.LatestAnswers;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaleAnswersTest {
    private final TestServer server = new TestServer(kept(), kept());

    private static <T> LatestAnswers<T> kept() {
        return new LatestAnswers<>(Duration.ofHours(1), 10, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void breakStore() {
        server.trouble = Optional.of(() -> failedStage(new StoreUnavailable(Reason.OUTAGE, "both are down")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/profile", "/api/v1/settings"})
    void a_known_answer_is_given_again_and_says_so(String path) {
        HttpResponse<String> fresh = server.get(path, ann());
        assertThat(fresh.headers().firstValue("Cache-Status")).isEmpty();
        breakStore();
        HttpResponse<String> stale = server.get(path, ann());
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(stale.body()).isEqualTo(fresh.body());
        assertThat(stale.headers().firstValue("ETag")).isEqualTo(fresh.headers().firstValue("ETag"));
        assertThat(stale.headers().firstValue("Cache-Status")).contains("twinpath; hit; detail=stale-if-error");
        assertThat(stale.headers().firstValue("Age").orElseThrow()).matches("\\d+");
        HttpResponse<String> unchanged = server.send(server.to(path)
                .header("Authorization", "Bearer " + server.tokenOf(ann()))
                .header("If-None-Match", fresh.headers().firstValue("ETag").orElseThrow()));
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().firstValue("Cache-Status")).isPresent();
    }

    @Test
    void nobody_is_given_what_they_have_not_read() {
        server.get("/api/v1/profile", ann());
        breakStore();
        assertThat(server.get("/api/v1/profile", bob()).statusCode()).isEqualTo(503);
        assertThat(server.get("/api/v1/settings", ann()).statusCode()).isEqualTo(503);
    }

    @Test
    void without_a_good_token_nothing_is_given() {
        server.get("/api/v1/profile", ann());
        breakStore();
        HttpResponse<String> answer = server.send(
                server.to("/api/v1/profile").header("Authorization", "Bearer " + server.tokenOf(ann()) + "x"));
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void a_write_is_given_no_old_answer() {
        server.get("/api/v1/settings", ann());
        breakStore();
        HttpResponse<String> answer =
                server.write("PATCH", "/api/v1/settings", server.tokenOf(ann()), "{\"theme\": \"light\"}");
        assertThat(answer.statusCode()).isEqualTo(503);
    }

    @Test
    void what_was_written_is_given_again() {
        server.get("/api/v1/settings", ann());
        HttpResponse<String> written =
                server.write("PATCH", "/api/v1/settings", server.tokenOf(ann()), "{\"theme\": \"light\"}");
        assertThat(written.statusCode()).isEqualTo(200);
        breakStore();
        assertThat(server.get("/api/v1/settings", ann()).body()).isEqualTo(written.body());
    }

    @Test
    void after_a_change_of_the_password_nothing_from_before_is_given() {
        String token = server.tokenOf(ann());
        server.get("/api/v1/profile", ann());
        HttpResponse<String> changed = server.write(
                "POST",
                "/api/v1/auth/password",
                token,
                "{\"current_password\": \"ann\", \"new_password\": \"correct horse\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        breakStore();
        assertThat(server.send(server.to("/api/v1/profile").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(503);
    }
}
