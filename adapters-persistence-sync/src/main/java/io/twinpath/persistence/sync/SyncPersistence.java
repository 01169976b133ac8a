package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserDirectory;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.WriteLedger;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The sync path: every port on one pool, which begins to fill at once, whether or not the database is there. */
public final class SyncPersistence implements AutoCloseable {
    private final SyncConfig config;
    private final JdbiSessions sessions;
    private @Nullable JdbiSessions probes;

    /** @param executor where calls block; as large as the pool, bounded, and rejecting when full */
    public SyncPersistence(SyncConfig config, Executor executor) {
        this.config = config;
        this.sessions = new JdbiSessions(config, executor, () -> {});
    }

    public UserRepository users() {
        return new JdbiUserRepository(sessions);
    }

    public SettingsQuery settings() {
        return new JdbiSettingsQuery(sessions);
    }

    /** Remembers so many writes of each user; more are refused until the oldest are forgotten. */
    public UserWriter userWriter(int maxWritesPerUser) {
        return new JdbiUserWriter(sessions, maxWritesPerUser);
    }

    /** Remembers so many writes of each user; more are refused until the oldest are forgotten. */
    public SettingsWriter settingsWriter(int maxWritesPerUser) {
        return new JdbiSettingsWriter(sessions, maxWritesPerUser);
    }

    public WriteLedger ledger() {
        return new JdbiWriteLedger(sessions);
    }

    public UserDirectory directory() {
        return new JdbiUserDirectory(sessions);
    }

    public DataPath dataPath() {
        return new JdbiDataPath(sessions, sessions);
    }

    /**
     * The path with one more connection kept for its probes: a busy pool is not a broken one. When that is found lost, the
     * pool's are not lent again either, which nobody may have met yet.
     *
     * @param executor where probes block, one at a time
     */
    public synchronized DataPath monitored(Executor executor) {
        if (probes == null) {
            probes = new JdbiSessions(config.forProbes(), executor, sessions::evict);
        }
        return new JdbiDataPath(sessions, probes);
    }

    public Inspector inspector() {
        return new JdbiInspector(sessions);
    }

    @Override
    public synchronized void close() {
        if (probes != null) {
            probes.close();
        }
        sessions.close();
    }
}
