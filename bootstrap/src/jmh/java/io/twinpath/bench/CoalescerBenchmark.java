package io.twinpath.bench;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingUserRepository;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs a caller to be gathered with 99 others, the database aside: they ask while batches are there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CoalescerBenchmark {
    private static final int CALLERS = 100;

    /** How many users they ask for. */
    @State(Scope.Benchmark)
    public static class Wanted {
        @Param({"1", "100"})
        public int keys;
    }

    private final LateStore port = new LateStore();
    private final UserRepository users =
            new CoalescingUserRepository(port, CoalesceConfig.DEFAULT, CoalesceObserver.NONE);
    private final List<UserId> ids =
            IntStream.rangeClosed(1, CALLERS).mapToObj(UserId::new).toList();

    @Benchmark
    @OperationsPerInvocation(CALLERS)
    public void gathered(Wanted wanted, Blackhole told) {
        for (int caller = 0; caller < CALLERS; caller++) {
            users.findById(ids.get(caller % wanted.keys)).thenAccept(told::consume);
        }
        port.answer();
    }

    @Benchmark
    public void alone(Blackhole told) {
        users.findById(ids.get(0)).thenAccept(told::consume);
        port.answer();
    }
}
