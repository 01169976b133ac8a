package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token's signature is checked once; its key and its time whenever it comes. */
class RememberedTokensTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123Z");
    private static final int MOST = 8;
    private static final KeyRing KEYS = KeyRing.of(TestTokens.SECRET);

    private final AtomicInteger checked = new AtomicInteger();
    private final SetClock clock = new SetClock();
    private volatile boolean silent;
    private volatile Optional<JWSVerifier> key = Optional.of(new CountedVerifier(TestTokens.SECRET, checked));
    private final RememberedTokens tokens = new RememberedTokens(
            new TokenReader(
                    4096,
                    Set.of(KeyRing.TYPE),
                    "twinpath",
                    "twinpath-api",
                    header -> {
                        if (silent) {
                            throw new Refusal(Problem.UNAVAILABLE, List.of());
                        }
                        return KEYS.verifier(header).flatMap(any -> key);
                    },
                    AccessTokens::caller),
            clock,
            MOST);

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private static String token(int user) {
        return TestTokens.token(NOW, claims -> claims.put("sub", Integer.toString(user)));
    }

    private static Caller caller(int user) {
        return new Caller(new UserId(user), NOW);
    }

    @Test
    void a_token_that_comes_again_is_not_verified_again() {
        for (int i = 0; i < 5; i++) {
            assertThat(tokens.verify(token(1))).contains(caller(1));
        }
        assertThat(checked).hasValue(1);
        assertThat(tokens.verify(token(2))).contains(caller(2));
        assertThat(checked).hasValue(2);
    }

    @Test
    void only_what_was_verified_is_recalled_and_only_while_it_is_good() {
        assertThat(tokens.recall(token(1))).isEmpty();
        assertThat(checked).hasValue(0);
        tokens.verify(token(1));
        assertThat(tokens.recall(token(1))).contains(caller(1));
        assertThat(tokens.recall(token(2))).isEmpty();
        assertThat(tokens.recall("x".repeat(5000))).isEmpty();
        clock.now = NOW.plus(Duration.ofDays(365));
        assertThat(tokens.recall(token(1))).as("expired").isEmpty();
        clock.now = NOW;
        key = Optional.of(new CountedVerifier(TestTokens.SECRET, checked));
        assertThat(tokens.recall(token(1))).as("its key was exchanged").isEmpty();
        assertThat(checked).hasValue(1);
        silent = true;
        assertThat(tokens.recall(token(1))).as("nobody knows the keys now").isEmpty();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> tokens.verify(token(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {629_999, 630_000, 630_001})
    void one_that_was_good_is_refused_from_the_very_moment_at_which_it_always_was(long millisLater) {
        AccessTokens withoutMemory =
                new AccessTokens(KEYS, new TokenConfig("twinpath-api", Duration.ofHours(1)), clock);
        assertThat(tokens.verify(token(1))).isPresent();
        clock.now = NOW.truncatedTo(ChronoUnit.SECONDS).plusMillis(millisLater);
        assertThat(tokens.verify(token(1)).isPresent()).isEqualTo(millisLater < 630_000);
        assertThat(tokens.verify(token(1))).isEqualTo(withoutMemory.verify(token(1)));
        assertThat(checked).hasValue(1);
    }

    @Test
    void one_that_was_good_is_refused_by_a_clock_that_was_set_back() {
        String token = TestTokens.token(NOW, claims -> claims.put("nbf", NOW.getEpochSecond() + 20));
        assertThat(tokens.verify(token)).isPresent();
        clock.now = NOW.minusSeconds(10);
        assertThat(tokens.verify(token)).isPresent();
        clock.now = NOW.minusSeconds(11);
        assertThat(tokens.verify(token)).as("nbf").isEmpty();
        clock.now = NOW.minusSeconds(31);
        assertThat(tokens.verify(TestTokens.token(NOW))).as("iat").isEmpty();
    }

    @Test
    void one_that_is_not_good_yet_is_good_in_time() {
        String token = TestTokens.token(NOW, claims -> claims.put("nbf", NOW.getEpochSecond() + 60));
        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.size()).isZero();
        clock.now = NOW.plusSeconds(30);
        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void with_its_key_a_token_is_gone_at_once_and_a_key_that_was_read_anew_verifies_it_anew() {
        tokens.verify(token(1));
        Optional<JWSVerifier> before = key;
        key = Optional.empty();
        assertThat(tokens.verify(token(1))).isEmpty();
        key = Optional.of(new CountedVerifier(TestTokens.SECRET + "x", checked));
        assertThat(tokens.verify(token(1))).isEmpty();
        assertThat(checked).hasValue(2);
        key = Optional.of(new CountedVerifier(TestTokens.SECRET, checked));
        assertThat(tokens.verify(token(1))).isPresent();
        assertThat(tokens.verify(token(1))).isPresent();
        assertThat(checked).hasValue(3);
        key = before;
        assertThat(tokens.verify(token(1))).isPresent();
        assertThat(checked).hasValue(4);
        assertThat(tokens.size()).isEqualTo(1);
    }

    @Test
    void while_it_is_not_known_whether_its_key_is_good_no_token_is() {
        RememberedTokens unsure = new RememberedTokens(
                new TokenReader(
                        4096,
                        Set.of(KeyRing.TYPE),
                        "twinpath",
                        "twinpath-api",
                        header -> Optional.of(key.orElseThrow(() -> new Refusal(Problem.UNAVAILABLE, List.of()))),
                        AccessTokens::caller),
                clock);
        assertThat(unsure.verify(token(1))).isPresent();
        key = Optional.empty();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> unsure.verify(token(1)));
    }

    static List<Arguments> wrong() {
        return TestTokens.wrong(NOW).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_bad_token_is_not_remembered(String what, String token) {
        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.size()).isZero();
    }

    @Test
    void no_more_are_remembered_than_there_is_room_for_and_the_oldest_goes_first() {
        IntStream.rangeClosed(1, 3 * MOST).forEach(user -> {
            tokens.verify(token(user));
            assertThat(tokens.size()).isEqualTo(Math.min(user, MOST));
        });
        assertThat(checked).hasValue(3 * MOST);
        IntStream.rangeClosed(2 * MOST + 1, 3 * MOST).forEach(user -> tokens.verify(token(user)));
        assertThat(checked).hasValue(3 * MOST);
        tokens.verify(token(2 * MOST));
        assertThat(checked).hasValue(3 * MOST + 1);
    }

    @Test
    void bad_tokens_push_no_good_one_out() {
        tokens.verify(token(1));
        IntStream.range(0, 10 * MOST).forEach(i -> tokens.verify(token(1) + i));
        tokens.verify("x".repeat(5000));
        int before = checked.get();
        assertThat(tokens.verify(token(1))).isPresent();
        assertThat(checked).hasValue(before);
    }

    @Test
    void everybody_stays_who_they_are_while_many_push_each_other_out() throws InterruptedException, ExecutionException {
        List<Future<?>> hammers = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int first = thread;
            hammers.add(threads.submit(() -> {
                for (int i = first; i < 4000; i++) {
                    int user = 1 + i % (2 * MOST);
                    assertThat(tokens.verify(token(user))).contains(caller(user));
                    assertThat(tokens.verify(token(user) + "A")).isEmpty();
                    assertThat(tokens.size()).isLessThanOrEqualTo(MOST + 4);
                }
            }));
        }
        for (Future<?> hammer : hammers) {
            hammer.get();
        }
        assertThat(tokens.size()).isEqualTo(MOST);
    }

    @Test
    void it_prints_no_token() {
        tokens.verify(token(1));
        assertThat(tokens).hasToString("RememberedTokens[1]");
        assertThat(TokenDigest.of(token(1)))
                .hasToString("TokenDigest[hidden]")
                .isEqualTo(TokenDigest.of(token(1)))
                .isNotEqualTo(TokenDigest.of(token(2)));
    }

    private static final class SetClock extends Clock {
        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record CountedVerifier(JWSVerifier delegate, AtomicInteger count) implements JWSVerifier {
        CountedVerifier(String secret, AtomicInteger count) {
            this(verifier(secret), count);
        }

        private static JWSVerifier verifier(String secret) {
            try {
                return new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
            } catch (JOSEException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
            count.incrementAndGet();
            return delegate.verify(header, input, signature);
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return delegate.supportedJWSAlgorithms();
        }

        @Override
        public JCAContext getJCAContext() {
            return delegate.getJCAContext();
        }
    }
}
