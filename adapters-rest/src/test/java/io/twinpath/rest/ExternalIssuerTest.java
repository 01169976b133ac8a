package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.UserId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The tokens of an issuer that rotates its keys, goes down, answers nonsense and is slow. */
class ExternalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123Z");
    private static final JWK EC = ec("ec", Curve.P_256);
    private static final JWK EC_384 = ec("ec384", Curve.P_384);
    private static final JWK RSA = rsa("rsa", 2048);
    private static final JWK FOREIGN = ec("ec", Curve.P_256);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final TestIssuer issuer = new TestIssuer(NOW, EC, EC_384, RSA);
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();

    /** Of this issuer: what is fetched from another when its test ends fails after that. */
    private final ListAppender<ILoggingEvent> log = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getFormattedMessage().contains(issuer.url().toString())) {
                super.append(event);
            }
        }
    };

    private final Logger logger = (Logger) LoggerFactory.getLogger(IssuerKeys.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        background.shutdownNow();
        issuer.close();
    }

    private static JWK ec(String id, Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWK rsa(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private ExternalIssuer accept(Duration refresh, Duration pause, Duration outage) {
        return accept("sub", refresh, pause, outage);
    }

    private ExternalIssuer accept(String claim, Duration refresh, Duration pause, Duration outage) {
        IssuerConfig.Pace pace = new IssuerConfig.Pace(refresh, pause, Duration.ofSeconds(2), outage);
        return new ExternalIssuer(
                new IssuerConfig(issuer.url(), "twinpath-api", claim, pace),
                background,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private ExternalIssuer acceptKnown() {
        ExternalIssuer accepted = accept(LONG, LONG, LONG);
        awaitKnown(accepted, EC);
        String unknown = issuer.token(ec("unknown", Curve.P_256));
        await("the fetch to be over")
                .untilAsserted(() -> assertThat(accepted.verify(unknown)).isEmpty());
        return accepted;
    }

    private void awaitKnown(ExternalIssuer accepted, JWK key) {
        await().until(() -> isAccepted(accepted, issuer.token(key)));
    }

    private List<String> messages() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static boolean isAccepted(ExternalIssuer accepted, String token) {
        try {
            return accepted.verify(token).isPresent();
        } catch (Refusal notKnownYet) {
            return false;
        }
    }

    private static void assertNotKnown(ExternalIssuer accepted, String token) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> accepted.verify(token))
                .withMessage("UNAVAILABLE");
    }

    @Test
    void its_tokens_are_good_with_every_algorithm_that_fits_their_key() {
        ExternalIssuer accepted = acceptKnown();
        for (String token : List.of(
                issuer.token(EC, "ES256", "at+jwt", claims -> {}),
                issuer.token(EC, "ES256", "JWT", claims -> claims.remove("nbf")),
                issuer.token(
                        EC, "ES256", "application/at+jwt", claims -> claims.put("aud", List.of("x", "twinpath-api"))),
                issuer.token(EC_384, "ES384", "at+jwt", claims -> {}),
                issuer.token(RSA, "RS256", "at+jwt", claims -> {}),
                issuer.token(RSA, "PS256", "at+jwt", claims -> {}))) {
            assertThat(accepted.verify(token).map(Caller::user)).contains(new UserId(1));
        }
    }

    @Test
    void the_user_may_be_named_by_another_claim() {
        ExternalIssuer accepted = acceptKnown();
        ExternalIssuer byNumber = accept("user_number", LONG, LONG, LONG);
        await().until(() ->
                isAccepted(byNumber, issuer.token(EC, "ES256", "JWT", claims -> claims.put("user_number", 7))));
        assertThat(accepted.verify(issuer.token(EC, "ES256", "JWT", claims -> claims.put("sub", "8")))
                        .map(Caller::user))
                .contains(new UserId(8));
        assertThat(byNumber.verify(issuer.token(EC))).isEmpty();
    }

    static Stream<Arguments> wrong() {
        Stream<Arguments> kinds = Stream.of(
                arguments("a key that is none of its own under its kid", FOREIGN, "ES256", "at+jwt"),
                arguments("RS384, which is not accepted", RSA, "RS384", "at+jwt"),
                arguments("PS512, which is not accepted", RSA, "PS512", "at+jwt"),
                arguments("the type of a log-out token", EC, "ES256", "logout+jwt"));
        return Stream.concat(
                kinds.map(each -> arguments(
                        each.get()[0], each.get()[1], each.get()[2], each.get()[3], (Consumer<Map<String, Object>>)
                                ExternalIssuerTest::nothing)),
                TestTokens.wrongClaims(NOW).entrySet().stream()
                        .filter(each -> !each.getKey().equals("no nbf")
                                && !each.getKey().equals("a number for sub"))
                        .map(each -> arguments(
                                each.getKey(),
                                EC,
                                "ES256",
                                "at+jwt",
                                each.getKey().equals("too long")
                                        ? (Consumer<Map<String, Object>>) claims -> claims.put("more", "x".repeat(8192))
                                        : each.getValue())));
    }

    private static void nothing(Map<String, Object> claims) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_token_with_anything_wrong_is_refused(
            String what, JWK key, String algorithm, String type, Consumer<Map<String, Object>> change) {
        assertThat(acceptKnown().verify(issuer.token(key, algorithm, type, change)))
                .isEmpty();
    }

    @Test
    void keys_of_other_kinds_and_for_other_uses_are_left_out() throws JOSEException {
        JWK onlySigns = new ECKeyGenerator(Curve.P_256)
                .keyID("only-signs")
                .keyOperations(Set.of(KeyOperation.SIGN))
                .generate();
        JWK onlyPs256 = new RSAKeyGenerator(2048)
                .keyID("ps")
                .algorithm(JWSAlgorithm.PS256)
                .generate();
        JWK weak = rsa("weak", 1024);
        JWK p521 = ec("p521", Curve.P_521);
        issuer.keys = List.of(EC, onlySigns, onlyPs256, weak, p521);
        ExternalIssuer accepted = acceptKnown();
        assertThat(accepted.verify(issuer.token(onlySigns))).isEmpty();
        assertThat(accepted.verify(issuer.token(onlyPs256, "PS256", "JWT", ExternalIssuerTest::nothing)))
                .isPresent();
        assertThat(accepted.verify(issuer.token(onlyPs256, "RS256", "JWT", ExternalIssuerTest::nothing)))
                .isEmpty();
        assertThat(accepted.verify(issuer.token(p521, "ES512", "JWT", ExternalIssuerTest::nothing)))
                .isEmpty();
        assertThat(IssuerKey.of(weak.toPublicJWK().toJSONObject())).isEmpty();
    }

    @Test
    void a_new_key_is_fetched_when_it_is_first_seen_and_its_token_may_come_again() {
        ExternalIssuer accepted = accept(LONG, SHORT, LONG);
        awaitKnown(accepted, EC);
        JWK rotated = ec("rotated", Curve.P_256);
        issuer.keys = List.of(EC, rotated);
        awaitKnown(accepted, rotated);
        issuer.keys = List.of(rotated);
        JWK another = ec("another", Curve.P_256);
        await("a fetch for another unknown key ends the first")
                .until(() -> !isAccepted(accepted, issuer.token(another)) && !isAccepted(accepted, issuer.token(EC)));
        assertThat(accepted.verify(issuer.token(rotated))).isPresent();
    }

    @Test
    void a_key_that_is_published_ahead_is_known_before_its_first_token() {
        ExternalIssuer accepted = accept(SHORT, SHORT, LONG);
        awaitKnown(accepted, EC);
        JWK ahead = ec("ahead", Curve.P_256);
        issuer.keys = List.of(EC, ahead);
        int before = issuer.fetches.get();
        await().until(() -> issuer.fetches.get() >= before + 2);
        assertThat(accepted.verify(issuer.token(ahead))).isPresent();
    }

    @Test
    void a_flood_of_unknown_keys_makes_no_more_than_one_fetch_in_a_pause() {
        ExternalIssuer accepted = acceptKnown();
        for (int i = 0; i < 100; i++) {
            assertThat(accepted.verify(issuer.token(ec("flood-" + i % 3, Curve.P_256))))
                    .isEmpty();
        }
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void while_it_was_never_reached_no_token_is_good_or_bad_and_then_it_is() {
        issuer.trouble = exchange -> exchange.sendResponseHeaders(503, -1);
        ExternalIssuer accepted = accept(LONG, SHORT, LONG);
        assertNotKnown(accepted, issuer.token(EC));
        await().until(() -> !log.list.isEmpty());
        assertThat(log.list.get(0).getFormattedMessage())
                .contains("no token can be verified", issuer.url() + "/.well-known/openid-configuration answers 503");
        issuer.trouble = issuer::answer;
        awaitKnown(accepted, EC);
        await().until(() -> log.list.size() == 2);
        assertThat(log.list.get(1).getFormattedMessage()).contains("known again");
    }

    @Test
    void a_caller_is_asked_to_come_again_while_it_was_never_reached() {
        issuer.trouble = exchange -> exchange.sendResponseHeaders(503, -1);
        try (TestServer server = new TestServer(accept(LONG, LONG, LONG))) {
            HttpResponse<String> response =
                    server.send(server.to("/api/v1/profile").header("Authorization", "Bearer " + issuer.token(EC)));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    static Stream<Arguments> troubles() {
        return Stream.<Map.Entry<String, TestIssuer.Trouble>>of(
                        Map.entry("answers 500", exchange -> exchange.sendResponseHeaders(500, -1)),
                        Map.entry("answers 302", exchange -> {
                            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                            exchange.sendResponseHeaders(302, -1);
                        }),
                        Map.entry("gives no answer", exchange -> {}),
                        Map.entry("is no JSON object", exchange -> TestIssuer.send(exchange, "<html>")),
                        Map.entry("its issuer is another", exchange -> TestIssuer.send(exchange, "{}")),
                        Map.entry("more than 262144 bytes", exchange -> TestIssuer.send(exchange, "x".repeat(300_000))))
                .map(each -> arguments(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void in_an_outage_the_latest_keys_stay_in_use_and_the_log_says_so_once(String cause, TestIssuer.Trouble trouble) {
        ExternalIssuer accepted = accept(SHORT, SHORT, LONG);
        awaitKnown(accepted, EC);
        issuer.trouble = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/keys")) { // of a fetch that began before the outage
                issuer.answer(exchange);
            } else {
                trouble.answer(exchange);
            }
        };
        await().until(() -> !log.list.isEmpty());
        assertThat(log.list.get(0).getFormattedMessage()).contains("the latest stay in use", cause);
        assertThat(accepted.verify(issuer.token(EC))).isPresent();
        issuer.trouble = issuer::answer;
        await().until(() -> messages().get(messages().size() - 1).contains("are known again"));
        assertThat(messages()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\":1}", "{\"keys\":[]}", "{\"keys\":[1]}", "{\"keys\":[{\"kty\":\"EC\"}]}"})
    void a_key_set_without_keys_is_an_outage(String keySet) {
        ExternalIssuer accepted = accept(SHORT, SHORT, LONG);
        awaitKnown(accepted, EC);
        issuer.trouble = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/keys")) {
                TestIssuer.send(exchange, keySet);
            } else {
                issuer.answer(exchange);
            }
        };
        await().until(() -> !log.list.isEmpty());
        assertThat(log.list.get(0).getFormattedMessage()).contains(issuer.url() + "/keys ");
        assertThat(accepted.verify(issuer.token(EC))).isPresent();
    }

    @Test
    void an_outage_that_lasts_too_long_ends_trust_in_the_latest_keys() {
        ExternalIssuer accepted = accept(SHORT, SHORT, Duration.ofMillis(300));
        awaitKnown(accepted, EC);
        issuer.trouble = exchange -> exchange.sendResponseHeaders(500, -1);
        await().until(() -> !isAccepted(accepted, issuer.token(EC)));
        assertNotKnown(accepted, issuer.token(EC));
    }

    @Test
    void keys_at_a_place_that_is_not_safe_are_not_fetched() {
        issuer.saysItsKeysAreAt = "http://example.org/keys";
        accept(LONG, SHORT, LONG);
        await().until(() -> !log.list.isEmpty());
        assertThat(log.list.get(0).getFormattedMessage()).contains("names no jwks_uri by https");
    }

    @Test
    void no_request_waits_for_an_issuer_that_is_slow() throws InterruptedException {
        ExternalIssuer accepted = accept(SHORT, SHORT, LONG);
        awaitKnown(accepted, EC);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        issuer.trouble = exchange -> {
            asked.countDown();
            answer.await();
        };
        asked.await();
        assertThat(accepted.verify(issuer.token(EC))).isPresent();
        assertNotKnown(accepted, issuer.token(ec("unknown", Curve.P_256)));
        assertThat(answer.getCount()).as("it has not answered yet").isEqualTo(1);
        await().until(() -> !log.list.isEmpty());
        answer.countDown();
        assertThat(log.list.get(0).getFormattedMessage()).contains("gives no whole answer within 2000 ms");
    }

    @Test
    void there_is_no_log_in_where_tokens_come_from_elsewhere() {
        try (TestServer server = new TestServer(acceptKnown())) {
            assertThat(server.logIn("{\"login\":\"ann\",\"password\":\"x\"}").statusCode())
                    .isEqualTo(404);
            assertThat(server.write("POST", "/api/v1/auth/password", issuer.token(EC), "{}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(server.send(server.to("/.well-known/jwks.json")).statusCode())
                    .isEqualTo(404);
            assertThat(server.send(server.to("/api/v1/profile").header("Authorization", "Bearer " + issuer.token(EC)))
                            .body())
                    .contains("\"username\":\"ann\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.org/realm",
                "http://localhost:8080",
                "http://127.0.0.1/x",
                "http://127.1.2.3",
                "http://[::1]:8080"
            })
    void it_is_asked_by_https_or_on_this_machine(String url) {
        assertThat(ExternalIssuer.isSafe(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "http://localhost.example.org",
                "http://127.0.0.1.example.org",
                "http://10.0.0.1",
                "http://[2001:db8::1]",
                "ftp://localhost",
                "file:///etc/passwd",
                "localhost"
            })
    void it_is_asked_in_no_other_way(String url) {
        assertThat(ExternalIssuer.isSafe(URI.create(url))).isFalse();
    }
}
