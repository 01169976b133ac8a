package io.twinpath.bootstrap.http;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingSettingsQuery;
import io.twinpath.application.coalesce.CoalescingUserRepository;
import io.twinpath.application.fallback.Fallback;
import io.twinpath.application.fallback.FallbackConfig;
import io.twinpath.application.fallback.FallbackSettingsQuery;
import io.twinpath.application.fallback.FallbackUserRepository;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.LoginThrottle;
import io.twinpath.application.login.LogoutService;
import io.twinpath.application.login.PasswordHasher;
import io.twinpath.application.login.PasswordService;
import io.twinpath.application.login.TokenRevocation;
import io.twinpath.application.profile.ProfileService;
import io.twinpath.application.settings.SettingsService;
import io.twinpath.bench.LateStore;
import io.twinpath.bootstrap.password.Argon2PasswordHasher;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.CallerRate;
import io.twinpath.rest.KeyRing;
import io.twinpath.rest.KnownCaller;
import io.twinpath.rest.RequestObservers;
import io.twinpath.rest.RestApplication;
import io.twinpath.rest.TokenConfig;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ResourceConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A read from the bytes of its request to those of its answer, sixteen at a time: all but the sockets and the database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
public class RequestBenchmark {
    private static final int TOGETHER = 16;
    private static final int USERS = 1000;
    private static final InetAddress PEER = InetAddress.getLoopbackAddress();

    private final LateStore store = new LateStore();
    private final RequestObservers observers = new RequestObservers(List.of());
    private final AccessTokens tokens = new AccessTokens(
            KeyRing.of("a secret of the benchmark, long enough"),
            new TokenConfig("twinpath-api", Duration.ofHours(1)),
            Clock.systemUTC());
    private final Handler door = new HealthDoor(
            () -> true,
            new AdmissionControl(
                    new JerseyHandler(application()),
                    Runnable::run,
                    new Bounds(1, TOGETHER, TOGETHER),
                    observers,
                    request -> KnownCaller.of(request.values("Authorization"), tokens)),
            observers);
    private final StandingHeaders standing = StandingHeaders.of(false, false);
    private final byte[][] profiles = new byte[USERS][];
    private final byte[][] settings = new byte[USERS][];
    private int next;

    @Setup
    public void sign() {
        for (int i = 0; i < USERS; i++) {
            String token = tokens.issue(new UserId(i + 1)).value();
            tokens.verify(token);
            profiles[i] = read("/api/v1/profile", token);
            settings[i] = read("/api/v1/settings", token);
        }
    }

    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public void profile(Blackhole answers) throws Refused {
        serve(profiles, answers);
    }

    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public void settings(Blackhole answers) throws Refused {
        serve(settings, answers);
    }

    private void serve(byte[][] reads, Blackhole answers) throws Refused {
        for (int i = 0; i < TOGETHER; i++) {
            next = (next + 1) % USERS;
            RequestReader reader = new RequestReader();
            reader.append(ByteBuffer.wrap(reads[next]));
            door.handle(new Served(reader.next(), answers));
        }
        store.answer();
    }

    private ResourceConfig application() {
        Fallback fallback = new Fallback("async", "sync", FallbackConfig.DEFAULT);
        UserRepository users = new FallbackUserRepository(
                new CoalescingUserRepository(store, CoalesceConfig.DEFAULT, CoalesceObserver.NONE), store, fallback);
        SettingsQuery settings = new FallbackSettingsQuery(
                new CoalescingSettingsQuery(store, CoalesceConfig.DEFAULT, CoalesceObserver.NONE), store, fallback);
        UserWriter readOnly = (write, change) -> {
            throw new UnsupportedOperationException();
        };
        PasswordHasher hasher = new Argon2PasswordHasher(Runnable::run);
        TokenRevocation revocation = new TokenRevocation(readOnly, Clock.systemUTC());
        return RestApplication.of(
                new ProfileService(users, readOnly),
                new SettingsService(settings, (write, change) -> {
                    throw new UnsupportedOperationException();
                }),
                new LoginService(users, readOnly, hasher, LoginThrottle.off()),
                new PasswordService(users, revocation, hasher, LoginThrottle.off()),
                new LogoutService(users, revocation),
                tokens,
                CallerRate.unlimited(),
                Optional.empty(),
                ReadingThread::current,
                observers);
    }

    /** As wrk sends it. */
    private static byte[] read(String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private final class Served implements Exchange {
        private final Request request;
        private final Blackhole answers;

        Served(Request request, Blackhole answers) {
            this.request = request;
            this.answers = answers;
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public InetAddress peer() {
            return PEER;
        }

        @Override
        public long arrived() {
            return 0;
        }

        @Override
        public boolean abandoned() {
            return false;
        }

        @Override
        public void answer(Answer answer) {
            if (answer.status() != 200) {
                throw new IllegalStateException("no answer but " + answer.status());
            }
            answers.consume(answer.encoded(false, false, standing));
        }
    }
}
