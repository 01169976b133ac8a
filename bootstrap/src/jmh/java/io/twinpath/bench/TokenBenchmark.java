package io.twinpath.bench;

import io.twinpath.application.access.Caller;
import io.twinpath.domain.user.UserId;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.KeyRing;
import io.twinpath.rest.TokenConfig;
import io.twinpath.rest.TokenKey;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check of an access token, from the text to who asks: tokens of 1,000 users, in turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TokenBenchmark {
    @Param({"HS256", "ES256"})
    public String algorithm;

    private AccessTokens authority;
    private String[] tokens;
    private int next;

    @Setup
    public void sign() {
        authority = new AccessTokens(keys(), new TokenConfig("twinpath-api", Duration.ofHours(1)), Clock.systemUTC());
        tokens = LongStream.rangeClosed(1, 1000)
                .mapToObj(id -> authority.issue(new UserId(id)).value())
                .toArray(String[]::new);
    }

    private KeyRing keys() {
        if (algorithm.equals("HS256")) {
            return KeyRing.of("a secret of the benchmark, long enough");
        }
        KeyPair pair = TokenKey.generate();
        return KeyRing.of(List.of(TokenKey.signing((ECPublicKey) pair.getPublic(), pair.getPrivate())));
    }

    @Benchmark
    public Caller verify() {
        next = (next + 1) % tokens.length;
        Optional<Caller> caller = authority.verify(tokens[next]);
        return caller.orElseThrow();
    }
}
