package io.twinpath.persistence.async;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.WriteLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The async path: every port on the same connections, which are made at once, whether or not the database is there. */
public final class AsyncPersistence implements AutoCloseable {
    private final AsyncConfig config;
    private final R2dbcThreads threads;
    private final R2dbcSessions sessions;
    private @Nullable R2dbcSessions probes;

    /** On an event loop of its own. */
    public AsyncPersistence(AsyncConfig config) {
        this(config, new R2dbcThreads());
    }

    /** On others' threads, to each of which belongs a share of the connections; they are needed until this is closed. */
    public AsyncPersistence(AsyncConfig config, List<GuestLoop> threads) {
        this(config, new R2dbcThreads(threads));
    }

    private AsyncPersistence(AsyncConfig config, R2dbcThreads threads) {
        this.config = config;
        this.threads = threads;
        this.sessions = new R2dbcSessions(config, threads);
    }

    /** By the connections of the thread that asks, where it has some. */
    public UserRepository users() {
        return new R2dbcUserRepository(sessions);
    }

    /** By the connections of the thread that asks, where it has some. */
    public SettingsQuery settings() {
        return new R2dbcSettingsQuery(sessions);
    }

    /** Once for each share of the connections, in the order of the threads that have one: by that share whoever asks. */
    public List<UserRepository> sharesOfUsers() {
        return sessions.shares().<UserRepository>map(R2dbcUserRepository::new).toList();
    }

    /** Once for each share of the connections, in the order of the threads that have one: by that share whoever asks. */
    public List<SettingsQuery> sharesOfSettings() {
        return sessions.shares().<SettingsQuery>map(R2dbcSettingsQuery::new).toList();
    }

    /** Remembers so many writes of each user; more are refused until the oldest are forgotten. */
    public UserWriter userWriter(int maxWritesPerUser) {
        return new R2dbcUserWriter(sessions, maxWritesPerUser);
    }

    /** Remembers so many writes of each user; more are refused until the oldest are forgotten. */
    public SettingsWriter settingsWriter(int maxWritesPerUser) {
        return new R2dbcSettingsWriter(sessions, maxWritesPerUser);
    }

    public WriteLedger ledger() {
        return new R2dbcWriteLedger(sessions);
    }

    public DataPath dataPath() {
        return new R2dbcDataPath(sessions, sessions);
    }

    /** The path with one more connection kept for its probes: a busy pool is not a broken one. */
    public synchronized DataPath monitored() {
        if (probes == null) {
            probes = R2dbcSessions.forProbes(config, threads);
        }
        return new R2dbcDataPath(sessions, probes);
    }

    public Inspector inspector() {
        return new R2dbcInspector(sessions);
    }

    @Override
    public synchronized void close() {
        try {
            if (probes != null) {
                probes.close();
            }
            sessions.close();
        } finally {
            threads.close();
        }
    }
}
