package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LogoutTest {
    private static final String LOGOUT = "/api/v1/auth/logout";
    private static final String PROFILE = "/api/v1/profile";

    @AutoClose
    private final TestServer server = new TestServer();

    private HttpResponse<String> logOut(String token) {
        return server.send(
                server.to(LOGOUT).header("Authorization", "Bearer " + token).POST(BodyPublishers.noBody()));
    }

    private int profileStatus(String token) {
        return server.send(server.to(PROFILE).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private String logIn() {
        return server.logIn("{\"login\":\"ann\",\"password\":\"ann\"}")
                .body()
                .replaceFirst(".*access_token\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void it_ends_all_tokens_of_the_caller_and_nobody_else_s() {
        String one = server.tokenOf(ann());
        String other = logIn();
        HttpResponse<String> response = logOut(one);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(profileStatus(one)).isEqualTo(401);
        assertThat(profileStatus(other)).isEqualTo(401);
        assertThat(server.get(PROFILE, bob()).statusCode()).isEqualTo(200);
        assertThat(profileStatus(logIn())).as("the next log-in").isEqualTo(200);
    }

    @Test
    void a_token_that_was_just_accepted_is_refused_with_the_next_request_for_the_row_decides() {
        String token = server.tokenOf(ann());
        assertThat(profileStatus(token)).isEqualTo(200);
        assertThat(profileStatus(token)).isEqualTo(200);
        assertThat(logOut(logIn()).statusCode()).isEqualTo(204);
        assertThat(profileStatus(token)).isEqualTo(401);
        assertThat(profileStatus(token)).isEqualTo(401);
    }

    @Test
    void the_second_time_there_is_nobody_to_log_out() {
        String token = server.tokenOf(ann());
        assertThat(logOut(token).statusCode()).isEqualTo(204);
        HttpResponse<String> again = logOut(token);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void it_needs_a_good_token_of_somebody_who_may_come_in() {
        assertThat(server.send(server.to(LOGOUT).POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(401);
        assertThat(logOut(server.tokenOf(ann()) + "x").statusCode()).isEqualTo(401);
        assertThat(logOut(server.tokenOf(eve())).statusCode()).isEqualTo(401);
        assertThat(server.get(LOGOUT, ann()).statusCode()).isEqualTo(405);
        assertThat(profileStatus(server.tokenOf(ann()))).isEqualTo(200);
    }

    @Test
    void a_body_of_any_kind_is_ignored() {
        assertThat(server.write("POST", LOGOUT, server.tokenOf(ann()), "{", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void while_the_database_is_down_nobody_is_told_that_they_are_logged_out() {
        String token = server.tokenOf(ann());
        server.trouble = Optional.of(() -> CompletableFuture.failedStage(new StoreUnavailable(Reason.OUTAGE, "down")));
        HttpResponse<String> response = logOut(token);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("unavailable");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        server.trouble = Optional.empty();
        assertThat(profileStatus(token)).isEqualTo(200);
    }

    @Test
    void doubt_is_called_doubt() {
        server.writeTrouble =
                Optional.of(() -> CompletableFuture.failedStage(new OutcomeUnknown(Reason.TIMEOUT, "lost", null)));
        HttpResponse<String> response = logOut(server.tokenOf(ann()));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("outcome-unknown");
    }
}
