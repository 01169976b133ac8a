package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.DatabaseAddress;

/** The database as each reaches it: both paths share {@code DATABASE_URL} unless one has its own. */
public final class Addresses {
    private Addresses() {}

    public static DatabaseAddress owner(Configuration configuration) {
        return address(configuration, Key.DATABASE_URL);
    }

    public static DatabaseAddress async(Configuration configuration) {
        return pathOrShared(configuration, Key.DATABASE_ASYNC_URL);
    }

    public static DatabaseAddress sync(Configuration configuration) {
        return pathOrShared(configuration, Key.DATABASE_SYNC_URL);
    }

    private static DatabaseAddress pathOrShared(Configuration configuration, Key ofPath) {
        return address(configuration, configuration.find(ofPath).isPresent() ? ofPath : Key.DATABASE_URL);
    }

    private static DatabaseAddress address(Configuration configuration, Key key) {
        return DatabaseUrl.parse(key.variable(), configuration.text(key));
    }
}
