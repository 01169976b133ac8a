package io.twinpath.persistence.async;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.WriteLedger;

/** The async path: every port on one pool, which begins to fill at once, whether or not the database is there. */
public final class AsyncPersistence implements AutoCloseable {
    private final R2dbcSessions sessions;

    public AsyncPersistence(AsyncConfig config) {
        this.sessions = new R2dbcSessions(config);
    }

    public UserRepository users() {
        return new R2dbcUserRepository(sessions);
    }

    public SettingsQuery settings() {
        return new R2dbcSettingsQuery(sessions);
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
        return new R2dbcDataPath(sessions);
    }

    public Inspector inspector() {
        return new R2dbcInspector(sessions);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
