package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.user.Credentials;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions, keys and rules of writing. */
class WriteApiTest {
    private static final String PROFILE = "/api/v1/profile";
    private static final String SETTINGS = "/api/v1/settings";
    private static final String PASSWORD = "/api/v1/auth/password";
    private static final String WHOLE = "{\"theme\":\"light\",\"locale\":\"fr\",\"timezone\":\"UTC\",\"notifications\":"
            + "{\"email\":false,\"push\":true,\"sms\":true,\"digest\":\"never\"}}";

    @AutoClose
    private static final TestServer server = new TestServer();

    @BeforeEach
    void nothing_is_written_yet() {
        server.reset();
    }

    private static HttpResponse<String> write(String method, String path, String body, String... headers) {
        return server.write(method, path, server.tokenOf(ann()), body, headers);
    }

    private static String tagOf(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static List<String> faults(HttpResponse<String> response) {
        return Pattern.compile("\"(?:pointer|header)\":\"([^\"]*)\",\"detail\":\"([^\"]*)\"")
                .matcher(response.body())
                .results()
                .map((MatchResult fault) -> fault.group(1) + " " + fault.group(2))
                .toList();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"type\":\"/problems/" + type + "\"");
    }

    private static void assertUnchanged() {
        assertThat(server.get(SETTINGS, ann()).body()).contains("\"version\":7");
        assertThat(server.get(PROFILE, ann()).body()).contains("\"version\":1");
    }

    @Test
    void a_patch_of_settings_changes_what_it_names_and_gives_the_whole_with_its_tag() {
        HttpResponse<String> response = write(
                "PATCH",
                SETTINGS,
                "{\"theme\":\"light\",\"notifications\":{\"sms\":true}}",
                "Content-Type",
                "application/merge-patch+json");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith(
                        "{\"theme\":\"light\",\"locale\":\"en-GB\",\"timezone\":\"Europe/London\",\"notifications\":"
                                + "{\"email\":true,\"push\":false,\"sms\":true,\"digest\":\"daily\"},\"version\":8,");
        assertThat(tagOf(response)).isEqualTo("\"8\"");
        HttpResponse<String> read = server.get(SETTINGS, ann());
        assertThat(read.body()).isEqualTo(response.body());
        assertThat(tagOf(read)).isEqualTo("\"8\"");
    }

    @Test
    void a_patch_of_the_profile_changes_what_it_names() {
        HttpResponse<String> response = write(
                "PATCH", PROFILE, "{\"full_name\":\"Ann Other\",\"email\":\"a@b.example\",\"username\":\"Annie\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"id\":1,\"username\":\"annie\",\"email\":\"a@b.example\",\"full_name\":\"Ann Other\","
                        + "\"role\":\"admin\",\"version\":2,");
        assertThat(tagOf(response)).isEqualTo("\"2\"");
        assertThat(server.get(PROFILE, ann()).body()).isEqualTo(response.body());
    }

    @Test
    void settings_as_a_whole_are_replaced_where_the_caller_has_seen_them() {
        assertProblem(write("PUT", SETTINGS, WHOLE), 428, "precondition-required");
        assertUnchanged();
        HttpResponse<String> response = write("PUT", SETTINGS, WHOLE, "If-Match", "\"7\"");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith(WHOLE.substring(0, WHOLE.length() - 1) + ",\"version\":8,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "\"8\"", "W/\"7\"", "\"\"", "\"07\"", "\"x\"", "\"99999999999999999999\""})
    void a_stale_tag_is_a_412_with_the_current_one(String tag) {
        for (String method : List.of("PATCH", "PUT")) {
            HttpResponse<String> response = write(method, SETTINGS, WHOLE, "If-Match", tag);
            assertProblem(response, 412, "precondition-failed");
            assertThat(tagOf(response)).isEqualTo("\"7\"");
        }
        assertUnchanged();
    }

    @Test
    void any_version_matches_a_star() {
        assertThat(write("PUT", SETTINGS, WHOLE, "If-Match", "*").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\", \"8\"", "\"7", "x"})
    void a_condition_that_cannot_be_read_is_named(String condition) {
        HttpResponse<String> response = write("PATCH", SETTINGS, "{}", "If-Match", condition);
        assertProblem(response, 400, "malformed-request");
        assertThat(faults(response)).singleElement().asString().startsWith("If-Match must be one entity tag");
        assertUnchanged();
    }

    @Test
    void a_write_that_asks_for_no_match_is_told_what_to_ask() {
        HttpResponse<String> response = write("PATCH", SETTINGS, "{}", "If-None-Match", "\"7\"");
        assertProblem(response, 400, "malformed-request");
        assertThat(faults(response)).containsExactly("If-None-Match is for reading; a write takes If-Match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "\"6\", \"7\"", "*"})
    void who_has_the_current_version_gets_a_304_without_a_body(String tags) {
        HttpResponse<String> response = server.send(server.to(SETTINGS)
                .header("Authorization", "Bearer " + server.tokenOf(ann()))
                .header("If-None-Match", tags));
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(tagOf(response)).isEqualTo("\"7\"");
    }

    @Test
    void who_has_another_version_gets_the_whole() {
        HttpResponse<String> response = server.send(server.to(PROFILE)
                .header("Authorization", "Bearer " + server.tokenOf(ann()))
                .header("If-None-Match", "\"7\""));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(tagOf(response)).isEqualTo("\"1\"");
    }

    @Test
    void the_same_key_and_body_give_the_same_answer_in_whichever_form_the_body_comes() {
        String[] key = {"Idempotency-Key", "a-key!~"};
        HttpResponse<String> first = write("PATCH", SETTINGS, "{\"theme\":\"light\",\"locale\":\"fr\"}", key);
        write("PATCH", SETTINGS, "{\"theme\":\"system\"}");
        HttpResponse<String> again = write("PATCH", SETTINGS, " {\"locale\": \"fr\", \"theme\": \"light\"}", key);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(tagOf(again)).isEqualTo(tagOf(first));
        assertThat(server.get(SETTINGS, ann()).body()).contains("\"theme\":\"system\"", "\"version\":9");
    }

    @Test
    void the_same_key_with_another_body_or_method_or_place_is_refused_and_another_user_s_is_another() {
        String[] key = {"Idempotency-Key", "k", "If-Match", "*"};
        assertThat(write("PATCH", SETTINGS, "{\"theme\":\"light\"}", key).statusCode())
                .isEqualTo(200);
        assertProblem(write("PATCH", SETTINGS, "{\"theme\":\"dark\"}", key), 422, "idempotency-key-reused");
        assertProblem(write("PATCH", PROFILE, "{\"full_name\":\"X\"}", key), 422, "idempotency-key-reused");
        assertProblem(write("PUT", SETTINGS, WHOLE, key), 422, "idempotency-key-reused");
        assertThat(server.write("PATCH", SETTINGS, server.tokenOf(bob()), "{\"theme\":\"dark\"}", key)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "has space", "12345678901234567890123456789012345678901234567890123456789012345"})
    void a_key_of_another_form_is_named(String key) {
        HttpResponse<String> response = write("PATCH", SETTINGS, "{\"theme\":\"light\"}", "Idempotency-Key", key);
        assertProblem(response, 400, "malformed-request");
        assertThat(faults(response)).containsExactly("Idempotency-Key must have 1 to 64 visible ASCII characters");
        assertUnchanged();
    }

    @Test
    void two_keys_are_one_too_many() {
        HttpResponse<String> response = write("PATCH", SETTINGS, "{}", "Idempotency-Key", "a", "Idempotency-Key", "b");
        assertThat(faults(response)).containsExactly("Idempotency-Key must be given once");
    }

    @Test
    void every_rule_that_a_patch_breaks_is_listed_at_once_and_nothing_is_written() {
        HttpResponse<String> response = write(
                "PATCH",
                SETTINGS,
                "{\"theme\":\"pink\",\"locale\":null,\"timezone\":7,\"version\":9,\"updated_at\":\"x\",\"a/b~c\":1,"
                        + "\"notifications\":{\"email\":\"yes\",\"digest\":\"hourly\",\"fax\":true}}");
        assertProblem(response, 422, "invalid-value");
        assertThat(faults(response))
                .containsExactlyInAnyOrder(
                        "/theme must be light, dark or system",
                        "/locale cannot be removed",
                        "/timezone must be a text",
                        "/version is read-only",
                        "/updated_at is read-only",
                        "/a~1b~0c is not a known field",
                        "/notifications/email must be true or false",
                        "/notifications/digest must be never, daily or weekly",
                        "/notifications/fax is not a known field");
        assertUnchanged();
    }

    @Test
    void what_nobody_may_change_of_a_profile_is_named() {
        HttpResponse<String> response = write(
                "PATCH",
                PROFILE,
                "{\"id\":2,\"role\":\"admin\",\"version\":1,\"created_at\":\"x\",\"updated_at\":\"x\",\"full_name\":\" \","
                        + "\"email\":\"nobody\",\"username\":\"!\",\"password\":\"x\"}");
        assertProblem(response, 422, "invalid-value");
        assertThat(faults(response).stream().map(fault -> fault.replaceFirst(" (is|must).*", " $1")))
                .containsExactlyInAnyOrder(
                        "/id is",
                        "/role is",
                        "/version is",
                        "/created_at is",
                        "/updated_at is",
                        "/password is",
                        "/full_name must",
                        "/email must",
                        "/username must");
        assertUnchanged();
    }

    @Test
    void a_whole_with_something_missing_is_refused_with_all_that_is_missing() {
        HttpResponse<String> response =
                write("PUT", SETTINGS, "{\"theme\":\"light\",\"notifications\":{\"sms\":null}}", "If-Match", "\"7\"");
        assertProblem(response, 422, "invalid-value");
        assertThat(faults(response))
                .containsExactlyInAnyOrder(
                        "/locale is missing",
                        "/timezone is missing",
                        "/notifications/email is missing",
                        "/notifications/push is missing",
                        "/notifications/sms must be true or false",
                        "/notifications/digest is missing");
        assertThat(faults(write(
                        "PUT",
                        SETTINGS,
                        "{\"theme\":\"light\",\"locale\":\"fr\",\"timezone\":\"UTC\"}",
                        "If-Match",
                        "*")))
                .containsExactly("/notifications is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "[],422",
        "7,422",
        "\"x\",422",
        "null,422",
        "{,400",
        "'',400",
        "'{\"theme\":\"dark\",\"theme\":\"light\"}',400"
    })
    void a_body_that_is_no_object_is_refused(String body, int status) {
        for (String path : List.of(SETTINGS, PROFILE)) {
            assertThat(write("PATCH", path, body).statusCode()).as(path).isEqualTo(status);
        }
        assertUnchanged();
    }

    @Test
    void a_name_or_address_of_somebody_else_is_a_409_that_names_the_field() {
        HttpResponse<String> email = write("PATCH", PROFILE, "{\"email\":\"BOB@example.org\"}");
        assertProblem(email, 409, "conflict");
        assertThat(faults(email)).containsExactly("/email is already taken");
        HttpResponse<String> username = write("PATCH", PROFILE, "{\"username\":\"Bob\"}");
        assertProblem(username, 409, "conflict");
        assertThat(faults(username)).containsExactly("/username is already taken");
        assertUnchanged();
    }

    @Test
    void another_media_type_is_told_which_are_taken() {
        for (String path : List.of(SETTINGS, PROFILE)) {
            HttpResponse<String> response = write("PATCH", path, "[]", "Content-Type", "application/json-patch+json");
            assertProblem(response, 415, "unsupported-media-type");
            assertThat(response.headers().firstValue("Accept-Patch"))
                    .contains("application/merge-patch+json, application/json");
        }
        HttpResponse<String> put = write("PUT", SETTINGS, WHOLE, "Content-Type", "application/merge-patch+json");
        assertProblem(put, 415, "unsupported-media-type");
        assertThat(put.headers().firstValue("Accept-Patch")).isEmpty();
    }

    @Test
    void more_writes_than_are_remembered_are_a_429() {
        for (int i = 0; i < io.twinpath.domain.write.WriterContract.MAX_WRITES; i++) {
            assertThat(write("PATCH", SETTINGS, "{}").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> response = write("PATCH", SETTINGS, "{}");
        assertProblem(response, 429, "too-many-writes");
        assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(600, 604);
    }

    @Test
    void a_new_password_needs_the_old_one_and_ends_every_token_from_before() {
        String before = server.tokenOf(ann());
        String body = "{\"current_password\":\"ann\",\"new_password\":\"correct horse\"}";
        HttpResponse<String> response = server.write("POST", PASSWORD, before, body);
        assertThat(response.statusCode()).isEqualTo(200);
        String after = response.body().replaceFirst(".*access_token\":\"([^\"]+)\".*", "$1");
        assertThat(server.send(server.to(PROFILE).header("Authorization", "Bearer " + after))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.to(PROFILE).header("Authorization", "Bearer " + before))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.write("POST", PASSWORD, before, body).statusCode()).isEqualTo(401);
        assertThat(server.write("PATCH", PROFILE, before, "{}").statusCode()).isEqualTo(401);
        assertThat(server.logIn("{\"login\":\"ann\",\"password\":\"ann\"}").statusCode())
                .isEqualTo(401);
        assertThat(server.logIn("{\"login\":\"ann\",\"password\":\"correct horse\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"current_password\":\"wrong\",\"new_password\":\"long enough\"} | /current_password is not the current password",
                "{\"current_password\":\"ann\",\"new_password\":\"short\"} | /new_password must have at least 8 characters",
                "{\"current_password\":\"ann\"} | /new_password is missing",
                "{\"new_password\":\"long enough\"} | /current_password is missing",
                "{\"current_password\":\"ann\",\"new_password\":\"long enough\",\"x\":1} | /x is not a known field"
            })
    void a_password_is_not_changed_when_a_rule_is_broken(String body, String fault) {
        HttpResponse<String> response = write("POST", PASSWORD, body);
        assertProblem(response, 422, "invalid-value");
        assertThat(faults(response)).containsExactly(fault);
        assertThat(server.logIn("{\"login\":\"ann\",\"password\":\"ann\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_write_needs_a_token_as_a_read_does() {
        for (Credentials nobody : List.of(io.twinpath.domain.user.UserFixtures.eve())) {
            assertThat(server.write("PATCH", SETTINGS, server.tokenOf(nobody), "{\"theme\":\"light\"}")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.write("PATCH", PROFILE, server.tokenOf(nobody), "{}")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(server.write("PUT", SETTINGS, "x", WHOLE, "If-Match", "*").statusCode())
                .isEqualTo(401);
        assertThat(server.write("POST", PASSWORD, "x", "{}").statusCode()).isEqualTo(401);
    }
}
