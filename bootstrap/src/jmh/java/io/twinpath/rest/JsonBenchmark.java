package io.twinpath.rest;

import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserFixtures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What was read as the bytes of an answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonBenchmark {
    private final User user = UserFixtures.bob().user();
    private final UserSettings settings = SettingsFixtures.of(user).settings();

    @Benchmark
    public byte[] profile() {
        return JsonFormat.bytes(ProfileJson.of(user));
    }

    @Benchmark
    public byte[] settings() {
        return JsonFormat.bytes(SettingsJson.of(settings));
    }
}
