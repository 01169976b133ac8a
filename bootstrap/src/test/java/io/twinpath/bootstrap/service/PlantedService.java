package io.twinpath.bootstrap.service;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingSettingsQuery;
import io.twinpath.application.coalesce.CoalescingUserRepository;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.fallback.Fallback;
import io.twinpath.application.fallback.FallbackConfig;
import io.twinpath.application.fallback.FallbackSettingsQuery;
import io.twinpath.application.fallback.FallbackSettingsWriter;
import io.twinpath.application.fallback.FallbackUserRepository;
import io.twinpath.application.fallback.FallbackUserWriter;
import io.twinpath.application.health.Readiness;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.LoginThrottle;
import io.twinpath.application.login.LogoutService;
import io.twinpath.application.login.PasswordService;
import io.twinpath.application.login.TokenRevocation;
import io.twinpath.application.profile.ProfileService;
import io.twinpath.application.settings.SettingsService;
import io.twinpath.bootstrap.http.AdmissionControl;
import io.twinpath.bootstrap.http.Bounds;
import io.twinpath.bootstrap.http.HttpListener;
import io.twinpath.bootstrap.http.JerseyHandler;
import io.twinpath.bootstrap.http.Limits;
import io.twinpath.bootstrap.http.Origins;
import io.twinpath.bootstrap.http.ReadingThread;
import io.twinpath.bootstrap.http.ReadingThreads;
import io.twinpath.bootstrap.password.Argon2PasswordHasher;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.persistence.async.AsyncConfig;
import io.twinpath.persistence.async.AsyncPersistence;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.CallerRate;
import io.twinpath.rest.KnownCaller;
import io.twinpath.rest.RequestObservers;
import io.twinpath.rest.RestApplication;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** The service put together as {@link Service} does it, in this process and with a bug in one of its ports. */
public final class PlantedService implements AutoCloseable {
    private static final int POOL = 10;
    private static final int WAITING = 1000;
    private static final int WRITES_PER_USER = 1_000_000;
    private static final Bounds BOUNDS = new Bounds(4, WAITING, 2 * WAITING);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    private final ExecutorService syncThreads = Threads.blocking("planted-sync", POOL, WAITING);
    private final ExecutorService hashing = Threads.computing("planted-hashing", 1, 1);
    private final ExecutorService workers = Threads.workers("planted-worker", BOUNDS);
    private final ScheduledExecutorService timer = Threads.timer("planted-timer");
    private final ReadingThreads readers = ReadingThreads.start("planted", 2);
    private final AsyncPersistence async;
    private final SyncPersistence sync;
    private final Readiness readiness;
    private final HttpListener http;

    /** A port, or another one in its place; the clean one where nothing is overridden. */
    public interface Bug {
        /** Of the async path. */
        default SettingsWriter primary(SettingsWriter clean, SettingsQuery reads) {
            return clean;
        }

        /** Of the sync path. */
        default SettingsWriter secondary(SettingsWriter clean, SettingsQuery reads) {
            return clean;
        }

        /** Of both paths together. */
        default SettingsWriter writer(SettingsWriter clean, SettingsQuery reads) {
            return clean;
        }

        default SettingsQuery query(SettingsQuery clean) {
            return clean;
        }
    }

    public PlantedService(DatabaseAddress asyncAddress, DatabaseAddress syncAddress, AccessTokens tokens, Bug bug)
            throws IOException {
        this.async = new AsyncPersistence(AsyncConfig.of(asyncAddress, POOL));
        this.sync = new SyncPersistence(SyncConfig.of(syncAddress, POOL), syncThreads);
        Fallback fallback = new Fallback("async", "sync", FallbackConfig.DEFAULT);
        var users = new FallbackUserRepository(
                new CoalescingUserRepository(async.users(), CoalesceConfig.DEFAULT, CoalesceObserver.NONE),
                new CoalescingUserRepository(sync.users(), CoalesceConfig.DEFAULT, CoalesceObserver.NONE),
                fallback);
        var settings = new FallbackSettingsQuery(
                new CoalescingSettingsQuery(
                        new LateAnswers(async.settings()), CoalesceConfig.DEFAULT, CoalesceObserver.NONE),
                new CoalescingSettingsQuery(
                        new LateAnswers(sync.settings()), CoalesceConfig.DEFAULT, CoalesceObserver.NONE),
                fallback);
        var userWriter =
                new FallbackUserWriter(async.userWriter(WRITES_PER_USER), sync.userWriter(WRITES_PER_USER), fallback);
        var settingsWriter = new FallbackSettingsWriter(
                bug.primary(async.settingsWriter(WRITES_PER_USER), settings),
                bug.secondary(sync.settingsWriter(WRITES_PER_USER), settings),
                fallback);
        var hasher = new Argon2PasswordHasher(hashing);
        var revocation = new TokenRevocation(userWriter, Clock.systemUTC());
        this.readiness = new Readiness(
                List.of(async.dataPath(), sync.dataPath()),
                FallbackConfig.DEFAULT.secondaryLimit(),
                timer,
                Clock.systemUTC());
        RequestObservers observers = new RequestObservers(List.of());
        this.http = new HttpListener(
                readers,
                "127.0.0.1",
                0,
                new AdmissionControl(
                        new JerseyHandler(RestApplication.of(
                                new ProfileService(users, userWriter),
                                new SettingsService(bug.query(settings), bug.writer(settingsWriter, settings)),
                                new LoginService(users, userWriter, hasher, LoginThrottle.off()),
                                new PasswordService(users, revocation, hasher, LoginThrottle.off()),
                                new LogoutService(users, revocation),
                                tokens,
                                CallerRate.unlimited(),
                                Optional.empty(),
                                ReadingThread::current,
                                observers)),
                        workers,
                        BOUNDS,
                        observers,
                        request -> KnownCaller.of(request.values("Authorization"), tokens)),
                Limits.of(LIMIT, LIMIT, LIMIT),
                Threads.timer("planted-http-timer"),
                observers,
                Origins.NONE,
                null);
        readiness.start(PROBE_INTERVAL);
    }

    public String base() {
        return "http://127.0.0.1:" + http.port();
    }

    public boolean isReady() {
        return readiness.ready();
    }

    @Override
    public void close() {
        readiness.close();
        http.close();
        readers.close();
        workers.shutdownNow();
        timer.shutdownNow();
        hashing.shutdownNow();
        syncThreads.shutdownNow();
        sync.close();
        async.close();
    }
}
