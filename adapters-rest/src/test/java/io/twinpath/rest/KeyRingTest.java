package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.UserId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens signed with keys that come and go. */
class KeyRingTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123Z");
    private static final UserId ANN = new UserId(1);
    private static final TestKey OLD = TestKey.make();
    private static final TestKey NEW = TestKey.make();
    private static final TestKey FOREIGN = TestKey.make();
    private static final KeyRing BOTH = KeyRing.of(List.of(OLD.signing(), NEW.signing()));

    private final AtomicReference<KeyRing> keys = new AtomicReference<>(BOTH);
    private final AccessTokens tokens = new AccessTokens(
            keys::get, new TokenConfig("twinpath-api", Duration.ofHours(1)), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void the_last_key_that_can_sign_does_and_every_key_verifies() {
        String issued = tokens.issue(ANN).value();
        assertThat(header(issued)).isEqualTo("{\"kid\":\"" + NEW.id() + "\",\"typ\":\"at+jwt\",\"alg\":\"ES256\"}");
        assertThat(Stream.of(issued, OLD.token(NOW), NEW.token(NOW)).map(tokens::verify))
                .containsOnly(Optional.of(new Caller(ANN, NOW)));
    }

    @Test
    void a_key_without_its_private_half_verifies_and_does_not_sign() {
        keys.set(KeyRing.of(List.of(OLD.signing(), NEW.verifying())));
        assertThat(header(tokens.issue(ANN).value())).contains(OLD.id());
        assertThat(tokens.verify(NEW.token(NOW))).isPresent();
    }

    @Test
    void keys_are_exchanged_without_refusing_anyone_and_with_the_key_its_tokens_end() {
        keys.set(KeyRing.of(List.of(OLD.signing())));
        String before = tokens.issue(ANN).value();
        keys.set(BOTH);
        String after = tokens.issue(ANN).value();
        assertThat(Stream.of(before, after).map(tokens::verify)).allMatch(Optional::isPresent);
        keys.set(KeyRing.of(List.of(NEW.signing())));
        assertThat(tokens.verify(before)).isEmpty();
        assertThat(tokens.verify(after)).isPresent();
    }

    static Stream<Arguments> wrong() {
        String good = TestTokens.claims(NOW, claims -> {});
        String header = NEW.header();
        String signature = NEW.token(NOW).replaceFirst(".*\\.", "");
        String ourPublicKey = Base64.getEncoder().encodeToString(NEW.publicKey().getEncoded());
        Stream<Arguments> headers = Stream.of(
                arguments("no kid", NEW.signed("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", good)),
                arguments("a kid that nobody has", NEW.signed(header.replace(NEW.id(), "x"), good)),
                arguments("a number for kid", NEW.signed(header.replace("\"" + NEW.id() + "\"", "1"), good)),
                arguments("the kid of another key", NEW.signed(OLD.header(), good)),
                arguments("a key that is none of ours", FOREIGN.token(NOW)),
                arguments("a key that is none of ours under our kid", FOREIGN.signed(header, good)),
                arguments(
                        "a key that it brings itself",
                        FOREIGN.signed(
                                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"jwk\":"
                                        + FOREIGN.verifying().jwk().toJSONString() + "}",
                                good)),
                arguments(
                        "a key that it brings itself under our kid",
                        FOREIGN.signed(
                                header.replace(
                                        "}",
                                        ",\"jwk\":" + FOREIGN.verifying().jwk().toJSONString() + "}"),
                                good)),
                arguments(
                        "a key that it names by URL",
                        FOREIGN.signed(
                                header.replace(FOREIGN.id(), "x").replace("}", ",\"jku\":\"http://127.0.0.1:1/\"}"),
                                good)),
                arguments(
                        "a certificate that it names by URL",
                        FOREIGN.signed(header.replace("}", ",\"x5u\":\"http://127.0.0.1:1/\"}"), good)),
                arguments(
                        "HS256 with our public key for a secret",
                        TestTokens.signed(header.replace("ES256", "HS256"), good, "HmacSHA256", ourPublicKey)),
                arguments("no algorithm", unsigned(header.replace("ES256", "none"), good, "")),
                arguments("no algorithm in capitals", unsigned(header.replace("ES256", "NONE"), good, "")),
                arguments("an algorithm of another curve", NEW.signed(header.replace("ES256", "ES384"), good)),
                arguments("an algorithm for RSA", NEW.signed(header.replace("ES256", "RS256"), good)),
                arguments("no signature", unsigned(header, good, "")),
                arguments("a signature of zeros", unsigned(header, good, TestTokens.base64(new byte[64]))),
                arguments(
                        "the signature of another token", unsigned(header, good.replace("\"1\"", "\"2\""), signature)),
                arguments("a signature in DER", NEW.signed(header, good, "SHA256withECDSA")),
                arguments("another type", NEW.signed(header.replace("at+jwt", "JWT"), good)),
                arguments("no type", NEW.signed("{\"alg\":\"ES256\",\"kid\":\"" + NEW.id() + "\"}", good)),
                arguments(
                        "an extension we do not know",
                        NEW.signed(header.replace("}", ",\"crit\":[\"exp\"],\"exp\":1}"), good)),
                arguments(
                        "an extension that the library knows",
                        NEW.signed(header.replace("}", ",\"crit\":[\"b64\"],\"b64\":true}"), good)),
                arguments("two algorithms", NEW.signed(header.replace("}", ",\"alg\":\"ES256\"}"), good)),
                arguments("claims that are none", NEW.signed(header, "[]")));
        return Stream.concat(
                headers,
                TestTokens.wrongClaims(NOW).entrySet().stream()
                        .map(each -> arguments(each.getKey(), NEW.token(NOW, each.getValue()))));
    }

    private static String unsigned(String header, String claims, String signature) {
        return TestTokens.base64(header) + "." + TestTokens.base64(claims) + "." + signature;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_token_with_anything_wrong_is_refused(String what, String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void a_secret_in_place_of_the_keys_accepts_none_of_their_tokens_nor_they_its() {
        String ofKeys = tokens.issue(ANN).value();
        keys.set(KeyRing.of(TestTokens.SECRET));
        assertThat(tokens.verify(ofKeys)).isEmpty();
        String ofSecret = tokens.issue(ANN).value();
        assertThat(tokens.verify(ofSecret)).isPresent();
        keys.set(BOTH);
        assertThat(tokens.verify(ofSecret)).isEmpty();
    }

    @Test
    void a_ring_needs_a_key_that_signs_and_each_key_the_curve_of_es256() throws GeneralSecurityException {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(List.of(OLD.verifying())));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        ECPublicKey other = (ECPublicKey) generator.generateKeyPair().getPublic();
        assertThatIllegalArgumentException().isThrownBy(() -> TokenKey.verifying(other));
    }

    @Test
    void the_public_keys_are_there_for_everyone_and_nothing_private() throws IOException {
        try (TestServer server = new TestServer(TestServer.accepting(BOTH))) {
            HttpResponse<String> response = server.send(server.to("/.well-known/jwks.json"));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("Content-Type")).containsExactly("application/jwk-set+json");
            assertThat(response.headers().allValues("Cache-Control")).containsExactly("public, max-age=300");
            JsonNode published = new ObjectMapper().readTree(response.body()).get("keys");
            assertThat(published)
                    .hasSize(2)
                    .allSatisfy(key -> assertThat(key.fieldNames())
                            .toIterable()
                            .containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "use", "alg"));
            assertThat(published.findValuesAsText("kid")).containsExactly(OLD.id(), NEW.id());
        }
    }

    @Test
    void a_secret_has_no_public_keys() {
        try (TestServer server = new TestServer()) {
            assertThat(server.send(server.to("/.well-known/jwks.json")).body()).isEqualTo("{\"keys\":[]}");
        }
    }

    @Test
    void no_private_half_is_printed() {
        String half = NEW.signing().jwk().getD().toString();
        assertThat(BOTH + " " + NEW.signing()).contains(NEW.id()).doesNotContain(half);
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.replaceFirst("\\..*", "")), StandardCharsets.UTF_8);
    }
}
