package io.twinpath.persistence.async;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserRepository;

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
