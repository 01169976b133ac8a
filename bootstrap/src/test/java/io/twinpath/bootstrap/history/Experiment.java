package io.twinpath.bootstrap.history;

import static org.awaitility.Awaitility.await;

import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.persistence.sync.FaultPlan;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.KeyRing;
import io.twinpath.rest.TokenConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A database with a proxy before it for each path, clients of a service between, and what goes wrong meanwhile. */
final class Experiment implements AutoCloseable {
    private static final String SECRET = "a secret of the history test, which is long enough";

    private static final int USERS = 20;
    private static final Duration QUIET = Duration.ofMillis(1500); // longer than any write is delayed

    private final long seed;
    private final TestDatabase database = TestPostgres.freshDatabase();
    private final Truth truth = new Truth(database);
    private final List<Long> users = truth.addUsers(USERS);
    private final PostgresProxy async = new PostgresProxy(database.async());
    private final PostgresProxy sync = new PostgresProxy(database.sync());
    private final RandomFaults asyncFaults;
    private final RandomFaults syncFaults;

    /** The second path is spared more, or the service would hardly ever have an answer from it. */
    Experiment(long seed) {
        this.seed = seed;
        this.asyncFaults = new RandomFaults(async, Duration.ofMillis(600), 26, seed + 100);
        this.syncFaults = new RandomFaults(sync, Duration.ofMillis(800), 14, seed + 200);
    }

    static AccessTokens tokens() {
        return new AccessTokens(
                KeyRing.of(SECRET), new TokenConfig("twinpath-api", Duration.ofHours(2)), Clock.systemUTC());
    }

    /** The built distribution on this database. */
    TwinpathProcess serve(Path home) {
        return TwinpathProcess.start(
                Map.of(
                        "HOME",
                        home.toString(),
                        "TWINPATH_DATABASE_ASYNC_URL",
                        TwinpathProcess.url(async.address()),
                        "TWINPATH_DATABASE_SYNC_URL",
                        TwinpathProcess.url(sync.address()),
                        "TWINPATH_TOKEN_SECRET",
                        SECRET,
                        "TWINPATH_HTTP_PORT",
                        "0",
                        "TWINPATH_WRITES_PER_USER",
                        "1000000"),
                "serve");
    }

    /** Past the proxies. */
    TestDatabase database() {
        return database;
    }

    PostgresProxy async() {
        return async;
    }

    PostgresProxy sync() {
        return sync;
    }

    RandomFaults asyncFaults() {
        return asyncFaults;
    }

    RandomFaults syncFaults() {
        return syncFaults;
    }

    Truth truth() {
        return truth;
    }

    List<Long> users() {
        return users;
    }

    /** Of that service. */
    Driver clientsOf(Api api) {
        return new Driver(api, users, seed);
    }

    /** Strikes while the clients are busy, and mends everything then. */
    void strike(Driver clients, Outages outages, BooleanSupplier enough) {
        async.faults(asyncFaults);
        sync.faults(syncFaults);
        try (outages) {
            clients.runUntil(enough);
        } finally {
            Stream.of(async, sync).forEach(each -> {
                each.faults(FaultPlan.none());
                each.heal();
            });
        }
    }

    Outages outages() {
        return new Outages(async, sync, seed + 300);
    }

    long ambiguousWrites() {
        return asyncFaults.ambiguousWrites() + syncFaults.ambiguousWrites();
    }

    /** As no write is under way any more. */
    void awaitQuiet() {
        AtomicLong before = new AtomicLong();
        await().during(QUIET).until(() -> {
            long now = truth.count();
            return before.getAndSet(now) == now;
        });
    }

    /** What was done before the truth is read: all that was acknowledged is in it. */
    List<Violation> check(Driver clients) {
        List<Operation> history = List.copyOf(clients.history());
        return HistoryChecker.check(history, truth.rows());
    }

    @Override
    public void close() {
        async.close();
        sync.close();
    }
}
