package io.twinpath.bench;

import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.persistence.async.AsyncConfig;
import io.twinpath.persistence.async.AsyncPersistence;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A look-up by each path, driver and PostgreSQL included, one after another: of one by its key, and of a batch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LookUpBenchmark {
    private static final int POOL = 4;
    private static final int FIRST = 1000;
    private static final int USERS = 1000;
    private static final Duration PATIENT = Duration.ofSeconds(20);

    @Param({"async", "sync"})
    public String path;

    private final ExecutorService threads = Executors.newFixedThreadPool(POOL);
    private AutoCloseable persistence;
    private UserRepository users;
    private SettingsQuery settings;
    private Set<UserId> batch;
    private int next;

    @Setup
    public void open() {
        TestDatabase database = TestPostgres.freshDatabase();
        String ids = "generate_series(" + FIRST + ", " + (FIRST + USERS - 1) + ") n";
        database.execute("INSERT INTO users (id, username, email, full_name, role, password_hash)"
                + " OVERRIDING SYSTEM VALUE SELECT n, 'user' || n, 'user' || n || '@example.org', 'User ' || n, 'user',"
                + " '$none' FROM " + ids);
        database.execute("VACUUM ANALYZE users");
        if (path.equals("async")) {
            AsyncPersistence async = new AsyncPersistence(
                    new AsyncConfig(database::async, POOL, 1000, PATIENT, PATIENT, PATIENT, "bench-async"));
            users = async.users();
            settings = async.settings();
            persistence = async;
        } else {
            SyncPersistence sync = new SyncPersistence(
                    new SyncConfig(database::sync, POOL, PATIENT, PATIENT, PATIENT, PATIENT, "bench-sync"), threads);
            users = sync.users();
            settings = sync.settings();
            persistence = sync;
        }
        batch = LongStream.range(FIRST, FIRST + 100).mapToObj(UserId::new).collect(Collectors.toSet());
    }

    @TearDown
    public void close() throws Exception {
        persistence.close();
        threads.shutdown();
    }

    @Benchmark
    public Object profile() {
        return answer(users.findById(nextId()));
    }

    @Benchmark
    public Object settings() {
        return answer(settings.findByUser(nextId()));
    }

    /** A hundred at once, as a full batch of those who wait. */
    @Benchmark
    public Object hundredProfiles() {
        return answer(users.findByIds(batch));
    }

    private UserId nextId() {
        next = (next + 1) % USERS;
        return new UserId(FIRST + next);
    }

    private static <T> T answer(CompletionStage<T> asked) {
        return asked.toCompletableFuture().join();
    }
}
