package io.twinpath.bootstrap.faults;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.bootstrap.faults.FaultCase.Service;
import io.twinpath.bootstrap.history.Markers;
import io.twinpath.bootstrap.history.Truth;
import io.twinpath.domain.user.UserId;
import io.twinpath.persistence.sync.FaultPlan;
import io.twinpath.persistence.sync.FreePort;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.PrimaryAndStandby;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.KeyRing;
import io.twinpath.rest.TokenConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server, a proxy before it for each path, the service between, and its users. */
final class TestBed implements AutoCloseable {
    private static final String SECRET = "a secret of the fault suite, which is long enough";
    private static final Duration LIFETIME = Duration.ofHours(4);
    private static final int USERS = 40;

    private final Path folder;
    private final PostgresServer server; // null where there is a pair of them
    private final AutoCloseable servers;
    private final PostgresProxy async;
    private final PostgresProxy sync;
    private TestDatabase database;
    private Truth truth;
    private final List<Long> users;
    private final long stranger;
    private final Markers markers = new Markers();
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();
    private final AccessTokens issuer =
            new AccessTokens(KeyRing.of(SECRET), new TokenConfig("twinpath-api", LIFETIME), Clock.systemUTC());
    private final int port = FreePort.any();
    private final int management = FreePort.any();
    private final List<String> findings = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> aside = new CopyOnWriteArrayList<>();
    private Service kind = Service.USUAL;
    private ServiceProcess service;
    private LoadDriver load;

    TestBed(Path folder) {
        this(folder, new PostgresServer(folder.resolve("data")));
    }

    private TestBed(Path folder, PostgresServer server) {
        this(folder, server, server.database(), server);
    }

    private TestBed(Path folder, PostgresServer server, TestDatabase database, AutoCloseable servers) {
        this.folder = folder;
        this.server = server;
        this.servers = servers;
        this.database = database;
        truth = new Truth(database);
        users = truth.addUsers(USERS);
        stranger = Long.parseLong(
                database.query("INSERT INTO users (username, email, full_name, role, password_hash, active)"
                                + " VALUES ('gone', 'gone@example.org', 'Gone', 'user', '$none', false) RETURNING id")
                        .get(0));
        async = new PostgresProxy(database.async());
        sync = new PostgresProxy(database.sync());
        secret("async", async.address());
        secret("sync", sync.address());
        service = launch(kind);
    }

    /** A primary and its standby, whichever can be written to; there is no proxy between. */
    static TestBed of(Path folder, PrimaryAndStandby pair) throws IOException {
        TestBed bed = new TestBed(folder, null, pair.first(), pair);
        String hosts = pair.first().owner().host() + "," + pair.second().owner().host();
        for (String path : List.of("async", "sync")) {
            Files.writeString(
                    folder.resolve(path + ".url"),
                    "postgresql://postgres@" + hosts + "/postgres?sslmode=disable&target_session_attrs=read-write");
        }
        bed.restart();
        return bed;
    }

    /** The server that is the one to ask from now on. */
    void moveTo(TestDatabase other) {
        database = other;
        truth = truth.at(other);
    }

    PostgresServer server() {
        return server;
    }

    TestDatabase database() {
        return database;
    }

    PostgresProxy async() {
        return async;
    }

    PostgresProxy sync() {
        return sync;
    }

    Truth truth() {
        return truth;
    }

    List<Long> users() {
        return users;
    }

    Markers markers() {
        return markers;
    }

    Path folder() {
        return folder;
    }

    /** The one that is at it now. */
    LoadDriver load() {
        return load;
    }

    void load(LoadDriver driver) {
        load = driver;
    }

    ServiceProcess service() {
        return service;
    }

    int port() {
        return port;
    }

    String token(long user) {
        return tokens.computeIfAbsent(
                user, each -> issuer.issue(new UserId(each)).value());
    }

    /** Of an account that is closed: only the database knows. */
    String strangersToken() {
        return token(stranger);
    }

    String expiredToken() {
        Clock past = Clock.offset(Clock.systemUTC(), LIFETIME.plusHours(1).negated());
        return new AccessTokens(KeyRing.of(SECRET), new TokenConfig("twinpath-api", LIFETIME), past)
                .issue(new UserId(users.get(0)))
                .value();
    }

    /** What a fault found out by itself that should not be. */
    void finding(String what) {
        findings.add(what);
    }

    List<String> takeFindings() {
        List<String> all = List.copyOf(findings);
        findings.clear();
        return all;
    }

    /** To be closed as the fault ends. */
    <T extends AutoCloseable> T setAside(T thing) {
        aside.add(thing);
        return thing;
    }

    void closeAside() throws Exception {
        for (AutoCloseable each : aside) {
            each.close();
        }
        aside.clear();
    }

    /** So that the next fault does not suffer from what this one left. */
    void giveUpService() throws InterruptedException {
        service.close();
        service.process().ends(Duration.ofSeconds(10));
    }

    /** The file from which a path learns where its database is, and its password. */
    void secret(String path, DatabaseAddress address) {
        try {
            Files.writeString(folder.resolve(path + ".url"), TwinpathProcess.url(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So that the next fault finds a service of that kind; whether it is a new one. */
    boolean prepare(Service wanted) {
        if (service.process().isAlive() && kind.runsAs(wanted)) {
            service.awaitReady();
            return false;
        }
        restart(wanted).awaitReady();
        return true;
    }

    ServiceProcess restart() {
        return restart(kind);
    }

    private ServiceProcess restart(Service wanted) {
        service.close();
        try {
            service.process().ends(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        kind = wanted;
        service = launch(wanted);
        return service;
    }

    void healNetwork() {
        for (PostgresProxy each : List.of(async, sync)) {
            each.faults(FaultPlan.none());
            each.heal();
        }
    }

    @Override
    public void close() throws Exception {
        closeAside();
        service.close();
        async.close();
        sync.close();
        servers.close();
    }

    private ServiceProcess launch(Service wanted) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", folder.toString(),
                "TWINPATH_DATABASE_ASYNC_URL_FILE", folder.resolve("async.url").toString(),
                "TWINPATH_DATABASE_SYNC_URL_FILE", folder.resolve("sync.url").toString(),
                "TWINPATH_TOKEN_SECRET", SECRET,
                "TWINPATH_HTTP_PORT", Integer.toString(port),
                "TWINPATH_MANAGEMENT_PORT", Integer.toString(management),
                "TWINPATH_WRITES_PER_USER", "1000000",
                "TWINPATH_JAVA_OPTS", "-Xmx256m"));
        environment.putAll(wanted.environment().apply(this));
        return new ServiceProcess(wanted.wrapper(), environment, port, management);
    }
}
