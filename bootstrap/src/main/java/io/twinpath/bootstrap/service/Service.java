package io.twinpath.bootstrap.service;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.application.fallback.Fallback;
import io.twinpath.application.fallback.FallbackConfig;
import io.twinpath.application.fallback.FallbackSettingsQuery;
import io.twinpath.application.fallback.FallbackSettingsWriter;
import io.twinpath.application.fallback.FallbackUserRepository;
import io.twinpath.application.fallback.FallbackUserWriter;
import io.twinpath.application.fallback.FallbackWriteLedger;
import io.twinpath.application.health.DatabaseHealth;
import io.twinpath.application.health.Readiness;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.LoginThrottle;
import io.twinpath.application.login.LogoutService;
import io.twinpath.application.login.PasswordService;
import io.twinpath.application.login.TokenRevocation;
import io.twinpath.application.profile.ProfileService;
import io.twinpath.application.settings.SettingsService;
import io.twinpath.application.stale.LatestAnswers;
import io.twinpath.application.write.LedgerSweeper;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.http.Handler;
import io.twinpath.bootstrap.http.HttpListener;
import io.twinpath.bootstrap.http.ReadingThread;
import io.twinpath.bootstrap.password.Argon2PasswordHasher;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.persistence.async.AsyncConfig;
import io.twinpath.persistence.async.AsyncPersistence;
import io.twinpath.persistence.async.GuestLoop;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import io.twinpath.rest.CallerRate;
import io.twinpath.rest.RequestObserver;
import io.twinpath.rest.RequestObservers;
import io.twinpath.rest.RestApplication;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: two paths, the fallback between them, the HTTP API on top. */
public final class Service implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PROBE_LIMIT = Duration.ofMillis(500);
    private static final Duration TRIAL_INTERVAL = Duration.ofMillis(100);
    /** The first requests of all come before those that only warm up. */
    private static final Duration WARM_UP_DELAY = Duration.ofSeconds(1);

    private static final int WARM_UP_CALLS = 200;
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(3);
    private static final int STALE_USERS = 10_000;
    private static final UserId NOBODY = new UserId(Long.MAX_VALUE);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AsyncPersistence async;
    private final SyncPersistence sync;
    private final ExecutorService syncThreads;
    private final ExecutorService syncProbes;
    private final ExecutorService hashing;
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService tokenThread;
    private final Metrics metrics;
    private final Readiness readiness;
    private final Duration drainDelay;
    private final Listeners listeners;
    private final HttpListener http;
    private final Optional<HttpListener> web;
    private final HttpListener management;

    /** Starts whether or not the database is there; fails with a {@code ConfigException} or as the port is taken. */
    public static Service start(Configuration configuration) throws IOException {
        Service service = new Service(configuration);
        log.info(
                "Serving on {}://{}:{}", service.listeners.scheme(), configuration.text(Key.HTTP_HOST), service.port());
        service.web.ifPresent(web -> log.info(
                "Web page on {}://{}:{}/", service.listeners.scheme(), configuration.text(Key.WEB_HOST), web.port()));
        log.info("Metrics on http://{}:{}/metrics", configuration.text(Key.MANAGEMENT_HOST), service.management.port());
        return service;
    }

    private Service(Configuration configuration) throws IOException {
        AsyncConfig asyncConfig = PathConfigs.async(configuration);
        SyncConfig syncConfig = PathConfigs.sync(configuration);
        FallbackConfig fallbackConfig = fallback(configuration);
        this.tokenThread = Threads.timer("twinpath-tokens");
        var tokens = Tokens.of(configuration, tokenThread);
        this.drainDelay = configuration.durationOrOff(Key.DRAIN_DELAY).orElse(Duration.ZERO);
        this.listeners = new Listeners(configuration);

        Stream.of(asyncConfig.address(), syncConfig.address())
                .filter(DatabaseAddress::mayCrossNetworkInPlainText)
                .map(DatabaseAddress::toString)
                .distinct()
                .forEach(address ->
                        log.warn("The way to {} may be in plain text; sslmode=verify-full would mend that", address));
        this.syncThreads = Threads.blocking(
                "twinpath-sync",
                syncConfig.poolSize(),
                configuration.integer(Key.DATABASE_MAX_WAITING, 1, PathConfigs.MAX_WAITING));
        this.syncProbes = Threads.blocking("twinpath-sync-probe", 1, 1);
        this.hashing = Threads.computing(
                "twinpath-hashing",
                configuration.integer(Key.LOGIN_CONCURRENCY, 1, 64),
                configuration.integer(Key.LOGIN_MAX_WAITING, 1, PathConfigs.MAX_WAITING));
        this.timer = Threads.timer("twinpath-timer");
        this.async = new AsyncPersistence(
                asyncConfig,
                listeners.readers().stream().map(Service::eventLoop).toList());
        this.sync = new SyncPersistence(syncConfig, syncThreads);

        this.metrics = new Metrics(Map.of("async", asyncConfig.address(), "sync", syncConfig.address()));
        List<DataPath> paths = List.of(async.monitored(), sync.monitored(syncProbes));
        this.readiness = new Readiness(paths, PROBE_LIMIT, timer, Clock.systemUTC());
        Fallback fallback = new Fallback(
                "async", "sync", fallbackConfig, metrics.fallback(), Clock.systemUTC(), readiness::reached);
        Coalescing coalescing = new Coalescing(configuration, metrics, listeners.readers());
        var users = new FallbackUserRepository(
                coalescing.users("async", asyncConfig.poolSize(), async.users(), async.sharesOfUsers()),
                coalescing.users("sync", syncConfig.poolSize(), sync.users(), List.of(sync.users())),
                fallback);
        var settings = new FallbackSettingsQuery(
                coalescing.settings("async", asyncConfig.poolSize(), async.settings(), async.sharesOfSettings()),
                coalescing.settings("sync", syncConfig.poolSize(), sync.settings(), List.of(sync.settings())),
                fallback);
        int writesPerUser = configuration.integer(Key.WRITES_PER_USER, 1, 1_000_000);
        var userWriter =
                new FallbackUserWriter(async.userWriter(writesPerUser), sync.userWriter(writesPerUser), fallback);
        var settingsWriter = new FallbackSettingsWriter(
                async.settingsWriter(writesPerUser), sync.settingsWriter(writesPerUser), fallback);
        var hasher = new Argon2PasswordHasher(hashing);
        DatabaseHealth health = new DatabaseHealth(paths, readiness, fallback, Clock.systemUTC());
        LatestAnswers<User> latestProfiles = latestAnswers(configuration);
        LatestAnswers<GuardedSettings> latestSettings = latestAnswers(configuration);
        var revocation = new TokenRevocation(userWriter, Clock.systemUTC(), user -> {
            latestProfiles.forget(user);
            latestSettings.forget(user);
        });
        LoginThrottle throttle = loginThrottle(configuration);
        RequestObservers observers = observers(configuration);
        Handler door = listeners.door(
                RestApplication.of(
                        new ProfileService(users, userWriter, latestProfiles),
                        new SettingsService(settings, settingsWriter, latestSettings),
                        new LoginService(users, userWriter, hasher, throttle),
                        new PasswordService(users, revocation, hasher, throttle),
                        new LogoutService(users, revocation),
                        tokens,
                        callerRate(configuration),
                        Optional.of(health).filter(each -> configuration.truth(Key.HEALTH_PUBLIC)),
                        ReadingThread::current,
                        observers),
                tokens,
                readiness,
                observers);
        try {
            this.http = listeners.open(door, observers);
            this.web = listeners.openWeb(door, observers);
            this.management = listeners.openManagement(new ManagementHandler(metrics, health));
        } catch (IOException e) {
            async.close(); // its connections are on the threads that end with the listeners
            listeners.close();
            throw e;
        }
        LedgerSweeper sweeper =
                new LedgerSweeper(new FallbackWriteLedger(async.ledger(), sync.ledger(), fallback), timer);
        metrics.watch(health::report, sweeper::age);
        metrics.countGivenAgain(latestProfiles::given, latestSettings::given);
        firstCalls(async.users(), sync.users()).whenComplete((done, failure) -> {
            readiness.start(PROBE_INTERVAL);
            health.start(timer);
            sweeper.start();
            timer.scheduleWithFixedDelay(
                    () -> fallback.tryInBackground(
                            () -> async.users().findById(NOBODY),
                            () -> sync.users().findById(NOBODY)),
                    TRIAL_INTERVAL.toMillis(),
                    TRIAL_INTERVAL.toMillis(),
                    TimeUnit.MILLISECONDS);
            timer.schedule(
                    () -> Stream.of(async.users(), sync.users()).forEach(path -> warmUp(path, WARM_UP_CALLS)),
                    WARM_UP_DELAY.toMillis(),
                    TimeUnit.MILLISECONDS);
        });
    }

    /** Who reads a request also asks the database for it: no other thread is woken. */
    private static GuestLoop eventLoop(ReadingThread thread) {
        GuestLoop loop = new GuestLoop(thread.selector(), thread::await, thread::wakeUp);
        thread.take(loop::run);
        return loop;
    }

    /** The first call of a path loads its code and makes its first connections, which is not a caller's to wait for. */
    private static CompletableFuture<Void> firstCalls(UserRepository... paths) {
        return TimeLimit.of(
                CompletableFuture.allOf(Stream.of(paths)
                        .map(users -> users.findById(NOBODY).toCompletableFuture())
                        .toArray(CompletableFuture[]::new)),
                WARM_UP_LIMIT);
    }

    /** A reserve that was hardly used yet is slow when it has to carry everything; one call after another, while they succeed. */
    private static void warmUp(UserRepository path, int calls) {
        if (calls > 0) {
            path.findById(NOBODY).thenRun(() -> warmUp(path, calls - 1));
        }
    }

    public int port() {
        return http.port();
    }

    /** Of the web page's listener, where there is one. */
    public Optional<Integer> webPort() {
        return web.map(HttpListener::port);
    }

    /** Closes as the JVM is told to end, and does the other thing last. */
    public Service closeOnExit(Runnable last) {
        ExitSignals.install();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close();
                            last.run();
                        },
                        "twinpath-exit"));
        return this;
    }

    /** Returns as a path reaches the database for the first time; false after that long without. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        try {
            readiness.everReady().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns as the service is closed. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /** Not ready first, for whoever sends requests here to see; then no new requests, then nothing more to wait for. */
    @Override
    public void close() {
        List<AutoCloseable> steps = List.of(
                readiness,
                () -> web.ifPresent(each -> each.drain(Duration.ZERO)),
                () -> http.drain(drainDelay),
                http,
                () -> web.ifPresent(HttpListener::close),
                management,
                listeners::stopWorkers,
                timer::shutdownNow,
                tokenThread::shutdownNow,
                hashing::shutdownNow,
                syncThreads::shutdownNow,
                syncProbes::shutdownNow,
                sync,
                async,
                listeners::stopReading,
                metrics);
        steps.forEach(Service::close);
        log.info("Stopped");
        closed.countDown();
    }

    /** What cannot be closed must not keep the rest from being closed. */
    private static void close(AutoCloseable step) {
        try {
            step.close();
        } catch (Exception e) {
            log.warn("Something did not close as it should", e);
        }
    }

    private RequestObservers observers(Configuration configuration) {
        RequestObserver counts = metrics.requests();
        return new RequestObservers(
                configuration.truth(Key.ACCESS_LOG) ? List.of(counts, new AccessLog()) : List.of(counts));
    }

    private static CallerRate callerRate(Configuration configuration) {
        return configuration
                .integerOrOff(Key.CALLER_RATE, 1, 1_000_000)
                .map(CallerRate::perSecond)
                .orElseGet(CallerRate::unlimited);
    }

    private static LoginThrottle loginThrottle(Configuration configuration) {
        return configuration
                .integerOrOff(Key.LOGIN_FAILURES, 1, 1000)
                .map(LoginThrottle::of)
                .orElseGet(LoginThrottle::off);
    }

    private static <T> LatestAnswers<T> latestAnswers(Configuration configuration) {
        return configuration
                .durationOrOff(Key.STALE_IF_ERROR)
                .map(maxAge -> new LatestAnswers<T>(maxAge, STALE_USERS, Clock.systemUTC()))
                .orElseGet(LatestAnswers::none);
    }

    private static FallbackConfig fallback(Configuration configuration) {
        return new FallbackConfig(
                configuration.duration(Key.FALLBACK_DEADLINE),
                configuration.duration(Key.FALLBACK_ASYNC_LIMIT),
                configuration.duration(Key.FALLBACK_SYNC_LIMIT),
                new FallbackConfig.Breaker(
                        configuration.integer(Key.BREAKER_WINDOW, 1, 10_000),
                        configuration.integer(Key.BREAKER_MINIMUM_CALLS, 1, 10_000),
                        configuration.duration(Key.BREAKER_OPEN),
                        configuration.integer(Key.BREAKER_TRIALS, 1, 100)),
                configuration.truth(Key.HEDGE));
    }
}
