package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.domain.StoreUnavailable;
import org.jdbi.v3.core.Handle;

/**
 * A database and its roles, made by an administrator. Each step blocks, changes nothing where it is done already, and
 * fails with {@link StoreUnavailable}.
 */
public final class Provisioning {
    private Provisioning() {}

    public static void createDatabase(DatabaseAddress administrator, String database) {
        JdbiSessions.once(administrator, handle -> {
            if (!exists(handle, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = ?)", database)) {
                handle.execute("CREATE DATABASE " + quoted(handle, database));
            }
        });
    }

    /** A role that may log in, without a password. */
    public static void createRole(DatabaseAddress administrator, String role) {
        JdbiSessions.once(administrator, handle -> {
            if (!exists(handle, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)", role)) {
                handle.execute("CREATE ROLE " + quoted(handle, role) + " LOGIN");
            }
        });
    }

    /** Lets a role read and write the rows of the service and nothing else. */
    public static void grantTo(DatabaseAddress owner, String role) {
        JdbiSessions.once(owner, handle -> {
            String to = " TO " + quoted(handle, role);
            handle.execute("GRANT SELECT, INSERT, UPDATE ON users" + to);
            handle.execute("GRANT SELECT, INSERT, DELETE ON write_ledger" + to);
            handle.execute("GRANT INSERT ON audit_trail" + to);
        });
    }

    private static boolean exists(Handle handle, String query, String name) {
        return handle.select(query, name).mapTo(boolean.class).one();
    }

    private static String quoted(Handle handle, String name) {
        return handle.select("SELECT quote_ident(?)", name).mapTo(String.class).one();
    }
}
