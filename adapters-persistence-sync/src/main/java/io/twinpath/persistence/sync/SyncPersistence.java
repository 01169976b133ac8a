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

/** The sync path: every port on one pool, which begins to fill at once, whether or not the database is there. */
public final class SyncPersistence implements AutoCloseable {
    private final JdbiSessions sessions;

    /** @param executor where calls block; as large as the pool, bounded, and rejecting when full */
    public SyncPersistence(SyncConfig config, Executor executor) {
        this.sessions = new JdbiSessions(config, executor);
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
        return new JdbiDataPath(sessions);
    }

    public Inspector inspector() {
        return new JdbiInspector(sessions);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
