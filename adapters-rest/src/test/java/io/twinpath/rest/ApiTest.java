package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    private static final String PROFILE = "/api/v1/profile";
    private static final String SETTINGS = "/api/v1/settings";
    private static final String UNAUTHORIZED = "{\"type\":\"/problems/unauthorized\","
            + "\"title\":\"A valid access token or log-in is needed\",\"status\":401,\"request_id\":\"the-request\"}";

    @AutoClose
    private static final TestServer server = new TestServer();

    @BeforeEach
    void all_is_well() {
        server.trouble = Optional.empty();
        server.busy = false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match"})
    void a_condition_that_is_none_is_the_callers_mistake_and_no_defect(String header) {
        assertThat(server.send(server.to("/openapi.json").header(header, "a")).body())
                .contains("\"type\":\"/problems/malformed-request\"");
        assertThat(server.send(server.to(PROFILE)
                                .header("Authorization", "Bearer " + server.tokenOf(ann()))
                                .header(header, "\"7"))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "a/b/c", "application/json;charset=\""})
    void a_content_type_that_is_none_is_a_problem_like_any_other(String type) {
        HttpResponse<String> response =
                server.write("PATCH", "/api/v1/profile", server.tokenOf(ann()), "{}", "Content-Type", type);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .contains("\"type\":\"/problems/malformed-request\"")
                .contains(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void the_profile_is_the_caller_s() {
        HttpResponse<String> response = server.get(PROFILE, bob());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo(
                        "{\"id\":2,\"username\":\"bob\",\"email\":\"bob@example.org\",\"full_name\":\"Bob O'Brien-Żółć\","
                                + "\"role\":\"user\",\"version\":2,\"created_at\":\"2026-01-02T03:04:05.678901Z\","
                                + "\"updated_at\":\"2026-01-02T03:04:07.678901Z\"}");
    }

    @Test
    void the_settings_are_the_caller_s() {
        HttpResponse<String> response = server.get(SETTINGS, ann());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"theme\":\"dark\",\"locale\":\"en-GB\",\"timezone\":\"Europe/London\",\"notifications\":"
                        + "{\"email\":true,\"push\":false,\"sms\":false,\"digest\":\"daily\"},\"version\":7,"
                        + "\"updated_at\":\"2026-02-03T04:05:13.789012Z\"}");
    }

    @Test
    void many_callers_at_once_each_get_their_own() {
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.iterate(0, i -> i + 1)
                .limit(100)
                .map(i -> server.client.sendAsync(
                        server.to(PROFILE)
                                .header("Authorization", "Bearer " + server.tokenOf(i % 2 == 0 ? ann() : bob()))
                                .build(),
                        BodyHandlers.ofString()))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> response = answers.get(i).join();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains(i % 2 == 0 ? "\"id\":1," : "\"id\":2,");
        }
    }

    static Stream<Arguments> refused() {
        Instant now = Instant.now();
        return Stream.concat(
                        TestTokens.wrong(now).map(each -> arguments(each.get()[0], List.of("Bearer " + each.get()[1]))),
                        Stream.of(
                                arguments("no header", List.of()),
                                arguments("no token", List.of("Bearer ")),
                                arguments("another scheme", List.of("Basic " + TestTokens.token(now))),
                                arguments("no scheme", List.of(TestTokens.token(now))),
                                arguments(
                                        "two headers",
                                        List.of("Bearer " + TestTokens.token(now), "Bearer " + TestTokens.token(now))),
                                arguments("an unknown user", List.of(bearer(now, "987654321"))),
                                arguments("a deactivated user", List.of(bearer(now, "3"))),
                                arguments(
                                        "a token from before the password was changed",
                                        List.of("Bearer "
                                                + TestTokens.token(now, claims -> claims.put("iat", before(ann())))))))
                .flatMap(each ->
                        Stream.of(PROFILE, SETTINGS).map(path -> arguments(path, each.get()[0], each.get()[1])));
    }

    private static String bearer(Instant now, String subject) {
        return "Bearer " + TestTokens.token(now, claims -> claims.put("sub", subject));
    }

    private static double before(io.twinpath.domain.user.Credentials user) {
        return user.user().admission().tokensValidAfter().minusMillis(1).toEpochMilli() / 1000.0;
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("refused")
    void whoever_does_not_belong_gets_one_and_the_same_answer(String path, String what, List<String> headers) {
        HttpRequest.Builder request = server.to(path).header("X-Request-Id", "the-request");
        headers.forEach(each -> request.header("Authorization", each));
        assertUnauthorized(server.send(request));
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        assertThat(server.send(server.to(PROFILE).header("Authorization", "bEARER " + server.tokenOf(ann())))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_bad_token_is_refused_also_while_the_store_is_down() {
        server.trouble = Optional.of(() -> failed(new StoreUnavailable(Reason.OUTAGE, "down")));
        assertUnauthorized(server.send(server.to(PROFILE)
                .header("X-Request-Id", "the-request")
                .header("Authorization", "Bearer " + server.tokenOf(ann()) + "x")));
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                arguments("outage", unavailable(Reason.OUTAGE), "unavailable"),
                arguments("time-out", unavailable(Reason.TIMEOUT), "unavailable"),
                arguments("breaker", unavailable(Reason.BREAKER_OPEN), "unavailable"),
                arguments("defect in a path", unavailable(Reason.DEFECT), "unavailable"),
                arguments("overload", unavailable(Reason.OVERLOAD), "overloaded"),
                arguments(
                        "unknown outcome", failing(new OutcomeUnknown(Reason.OUTAGE, "lost", null)), "outcome-unknown"),
                arguments("defect", failing(new NullPointerException("io.twinpath.Secret")), "unavailable"),
                arguments("error", failing(new StackOverflowError()), "unavailable"),
                arguments(
                        "wrapped twice", failing(new CompletionException(new IllegalStateException())), "unavailable"),
                arguments("cancelled", failing(new java.util.concurrent.CancellationException()), "unavailable"),
                arguments("checked", failing(new TimeoutException("SELECT 1")), "unavailable"),
                arguments("thrown at once", (Supplier<CompletionStage<?>>) ApiTest::throwing, "unavailable"),
                arguments("no stage at all", (Supplier<CompletionStage<?>>) () -> null, "unavailable"));
    }

    private static CompletionStage<?> throwing() {
        throw new IllegalStateException("jdbc:postgresql://db.internal");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void whatever_fails_is_a_503_that_says_when_to_come_back_and_nothing_of_the_inside(
            String what, Supplier<CompletionStage<?>> trouble, String type) {
        server.trouble = Optional.of(trouble);
        for (String path : List.of(PROFILE, SETTINGS)) {
            assertUnavailable(server.get(path, ann()), type);
        }
        assertUnavailable(server.logIn("{\"login\":\"ann\",\"password\":\"ann\"}"), type);
    }

    @Test
    void a_write_that_fails_is_a_503_too_and_one_in_doubt_says_so_and_later() {
        server.trouble = Optional.of(failing(new NullPointerException("io.twinpath.Secret")));
        assertUnavailable(server.write("PATCH", SETTINGS, server.tokenOf(ann()), "{}"), "unavailable");
        server.trouble = Optional.of(failing(new OutcomeUnknown(Reason.TIMEOUT, "lost", null)));
        HttpResponse<String> response = server.write("PATCH", PROFILE, server.tokenOf(ann()), "{}");
        assertProblem(response, 503, "outcome-unknown");
        assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(2, 6);
    }

    @Test
    void retry_after_has_jitter_from_one_to_five_seconds() {
        server.trouble = Optional.of(unavailable(Reason.OUTAGE));
        assertThat(Stream.generate(() -> server.get(PROFILE, ann()))
                        .limit(100)
                        .map(response ->
                                response.headers().firstValue("Retry-After").orElseThrow())
                        .distinct())
                .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }

    @Test
    void a_log_in_gives_a_token_that_opens_the_profile() {
        for (String login : List.of("ann", "ANN", "ann@example.org", "Ann@Example.ORG")) {
            HttpResponse<String> response = server.logIn("{\"login\":\"" + login + "\",\"password\":\"ann\"}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .matches("\\{\"access_token\":\"[^\"]+\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
            String token = response.body().replaceFirst(".*access_token\":\"([^\"]+)\".*", "$1");
            assertThat(server.send(server.to(PROFILE).header("Authorization", "Bearer " + token))
                            .body())
                    .contains("\"username\":\"ann\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"ann,wrong", "nobody,nobody", "eve,eve", "'',ann", "a b,ann", "@,ann", "'ann\\u0000',ann"})
    void a_log_in_that_fails_does_not_say_why(String login, String password) {
        assertUnauthorized(server.send(server.to("/api/v1/auth/login")
                .header("X-Request-Id", "the-request")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}"))));
    }

    @Test
    void more_log_ins_than_are_taken_on_are_told_to_come_back() {
        server.busy = true;
        assertUnavailable(server.logIn("{\"login\":\"ann\",\"password\":\"ann\"}"), "overloaded");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                        "",
                        "{",
                        "null",
                        "[]",
                        "7",
                        "\"ann\"",
                        "{\"login\":\"ann\",\"password\":\"ann\"} {}",
                        "{\"login\":\"ann\",\"login\":\"bob\",\"password\":\"ann\"}",
                        "{\"login\":\"ann\",\"password\":\"ann\",}",
                        "{'login':'ann','password':'ann'}",
                        "{\"login\":\"" + "a".repeat(5000) + "\",\"password\":\"ann\"}",
                        "\u0000")
                .map(Arguments::arguments);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_body_that_cannot_be_read_is_a_400(String body) {
        assertProblem(server.logIn(body), 400, "malformed-request");
    }

    /** Each character is a byte: one alone, two overlong forms, a surrogate, a code point too high, a form cut short. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "\u00c1\u00a1",
                "\u00e0\u0081\u00a1",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00c3"
            })
    void a_body_of_broken_utf_8_is_a_400(String bytes) {
        String body = "{\"login\":\"ann" + bytes + "\",\"password\":\"ann\"}";
        assertMalformedLogIn(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void a_body_of_another_encoding_is_a_400(String encoding) {
        String body = "{\"login\":\"ann\",\"password\":\"ann\"}";
        assertMalformedLogIn(body.getBytes(Charset.forName(encoding)));
    }

    private static void assertMalformedLogIn(byte[] body) {
        assertProblem(
                server.send(server.to("/api/v1/auth/login")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"login\":\"ann\"}                                    | /password",
                "{\"password\":\"ann\"}                                 | /login",
                "{\"login\":null,\"password\":\"ann\"}                  | /login",
                "{\"login\":7,\"password\":\"ann\"}                     | /login",
                "{\"login\":true,\"password\":\"ann\"}                  | /login",
                "{\"login\":\"ann\",\"password\":[\"ann\"]}             | /password",
                "{\"login\":\"ann\",\"password\":{}}                    | /password",
                "{\"login\":\"ann\",\"password\":\"\"}                  | /password",
                "{\"login\":\"ann\",\"password\":\"ann\",\"a/b\":1}     | /a~1b"
            })
    void a_value_that_breaks_a_rule_is_named(String body, String pointer) {
        HttpResponse<String> response = server.logIn(body);
        assertProblem(response, 422, "invalid-value");
        assertThat(response.body()).contains("\"errors\":[{\"pointer\":\"" + pointer + "\",\"detail\":");
    }

    @Test
    void a_password_longer_than_any_is_named_too() {
        HttpResponse<String> response = server.logIn("{\"login\":\"ann\",\"password\":\"" + "x".repeat(1025) + "\"}");
        assertProblem(response, 422, "invalid-value");
        assertThat(response.body()).contains("\"pointer\":\"/password\"").doesNotContain("xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void another_media_type_is_a_415(String type) {
        assertProblem(
                server.send(server.to("/api/v1/auth/login")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{\"login\":\"ann\",\"password\":\"ann\"}"))),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "'identity, gzip', 415", "br, 415", "'', 415", "identity, 200"})
    void a_body_that_is_coded_is_a_415_and_not_read_as_if_it_were_plain(String coding, int status) {
        assertThat(server.send(server.to("/api/v1/auth/login")
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", coding)
                                .POST(BodyPublishers.ofString("{\"login\":\"ann\",\"password\":\"ann\"}")))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void what_the_caller_cannot_accept_is_a_406_in_words_of_a_problem_all_the_same() {
        assertProblem(
                server.send(server.to(PROFILE)
                        .header("Authorization", "Bearer " + server.tokenOf(ann()))
                        .header("Accept", "text/html")),
                406,
                "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/v1/profile/1", "/application.wadl", "/api/v2/profile"})
    void what_is_not_there_is_a_404(String path) {
        assertProblem(server.send(server.to(path)), 404, "not-found");
    }

    @Test
    void a_method_that_is_not_there_is_a_405_that_names_those_that_are() {
        HttpResponse<String> response = server.send(server.to(PROFILE).DELETE());
        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow").orElseThrow().split(","))
                .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "PATCH");
    }

    @Test
    void head_is_get_without_its_body() {
        HttpResponse<String> response = server.send(server.to(PROFILE)
                .header("Authorization", "Bearer " + server.tokenOf(ann()))
                .method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678",
                "a-well_formed.ID-0123456789",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void a_well_formed_request_id_is_kept(String id) {
        HttpResponse<String> response = server.send(server.to("/nowhere").header("X-Request-Id", id));
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "has space in it",
                "<script>alert(1)</script>",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void another_request_id_is_replaced(String id) {
        HttpResponse<String> response = server.send(server.to("/nowhere").header("X-Request-Id", id));
        String given = response.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(given).matches("[0-9a-f]{32}");
        assertThat(response.body()).contains("\"request_id\":\"" + given + "\"");
    }

    private static Supplier<CompletionStage<?>> unavailable(Reason reason) {
        return failing(new StoreUnavailable(reason, "db.internal says no", new IllegalStateException("SELECT 1")));
    }

    private static Supplier<CompletionStage<?>> failing(Throwable failure) {
        return () -> failed(failure);
    }

    private static CompletionStage<?> failed(Throwable failure) {
        return CompletableFuture.failedStage(failure);
    }

    private static void assertUnauthorized(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"twinpath\"");
        assertThat(response.body()).isEqualTo(UNAUTHORIZED);
    }

    private static void assertUnavailable(HttpResponse<String> response, String type) {
        assertProblem(response, 503, type);
        assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 6);
        assertThat(response.body()).doesNotContain("SELECT", "internal", "io.twinpath", "java");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        String id = response.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(response.body())
                .startsWith("{\"type\":\"/problems/" + type + "\",\"title\":\"")
                .contains("\"status\":" + status + ",\"request_id\":\"" + id + "\"");
    }
}
