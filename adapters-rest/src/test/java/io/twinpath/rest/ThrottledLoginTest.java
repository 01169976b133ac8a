package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.bob;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.login.LoginThrottle;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottledLoginTest {
    @AutoClose
    private final TestServer server = new TestServer(LoginThrottle.of(2));

    private HttpResponse<String> logIn(String from, String login, String password) {
        return server.send(server.to("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .header("From", from)
                .POST(BodyPublishers.ofString("{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "eve", "nobody", "no name at all"})
    void too_many_wrong_passwords_are_a_429_with_the_time_to_wait_whoever_it_is(String login) {
        for (int i = 0; i < 2; i++) {
            assertThat(logIn("192.0.2.1", login, "wrong").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> refused = logIn("192.0.2.1", login, "ann");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(refused.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(refused.headers().allValues("Retry-After"))
                .singleElement()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds))
                        .as("half of a quarter of an hour, less what has passed, and up to four seconds")
                        .isBetween(440, 455));
        assertThat(refused.body())
                .contains("too-many-logins", "\"status\":429", "\"request_id\":")
                .doesNotContain(login + "\"", "192.0.2.1");
    }

    @Test
    void another_address_is_another_s() {
        for (int i = 0; i < 3; i++) {
            logIn("192.0.2.1", "ann", "wrong");
        }
        assertThat(logIn("192.0.2.1", "ann", "ann").statusCode()).isEqualTo(429);
        assertThat(logIn("192.0.2.2", "ann", "ann").statusCode()).isEqualTo(200);
    }

    @Test
    void who_is_throttled_is_not_looked_for_and_an_outage_is_no_wrong_password() {
        server.trouble = Optional.of(() -> CompletableFuture.failedStage(new StoreUnavailable(Reason.OUTAGE, "down")));
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("192.0.2.1", "ann", "ann").statusCode()).isEqualTo(503);
        }
        server.trouble = Optional.empty();
        for (int i = 0; i < 2; i++) {
            logIn("192.0.2.1", "ann", "wrong");
        }
        server.trouble = Optional.of(() -> CompletableFuture.failedStage(new StoreUnavailable(Reason.OUTAGE, "down")));
        assertThat(logIn("192.0.2.1", "ann", "ann").statusCode()).isEqualTo(429);
    }

    @Test
    void an_outage_says_the_same_of_a_name_that_can_be_nobody_s() {
        server.trouble = Optional.of(() -> CompletableFuture.failedStage(new StoreUnavailable(Reason.OUTAGE, "down")));
        assertThat(logIn("192.0.2.1", "no name at all", "ann").statusCode()).isEqualTo(503);
    }

    @Test
    void guesses_of_the_current_password_are_too_many_too() {
        String guess = "{\"current_password\":\"wrong\",\"new_password\":\"correct horse\"}";
        for (int i = 0; i < 2; i++) {
            assertThat(server.write("POST", "/api/v1/auth/password", server.tokenOf(bob()), guess)
                            .statusCode())
                    .isEqualTo(422);
        }
        HttpResponse<String> refused =
                server.write("POST", "/api/v1/auth/password", server.tokenOf(bob()), guess.replace("wrong", "bob"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("too-many-logins");
    }
}
