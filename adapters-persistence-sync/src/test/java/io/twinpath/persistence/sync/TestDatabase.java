package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One database of the tests.
 *
 * @param owner a superuser
 * @param async a role which may do what the service does, and likewise {@code sync}
 */
public record TestDatabase(DatabaseAddress owner, DatabaseAddress async, DatabaseAddress sync) {
    public Connection connect() throws SQLException {
        return PostgresSource.of(owner, "test").getConnection();
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of every row, as text. */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Connections to this database under a name, as {@code pg_stat_activity} has them. */
    public int connectionsOf(String applicationName) {
        return query("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = '"
                        + applicationName + "'")
                .size();
    }

    /** Of these, the ones that are about a statement. */
    public int activeOf(String applicationName) {
        return query("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = '"
                        + applicationName + "' AND state = 'active'")
                .size();
    }

    public boolean someoneWaitsForALock() {
        return !query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock'")
                .isEmpty();
    }

    public void terminate(String applicationName) {
        query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = '" + applicationName + "'");
    }
}
