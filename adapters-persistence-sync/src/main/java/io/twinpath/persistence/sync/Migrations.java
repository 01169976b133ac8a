package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.domain.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema, as its owner: brought up to date, and opened to the roles the service runs as. */
public final class Migrations {
    private static final String APPLICATION_NAME = "twinpath-migrate";

    private Migrations() {}

    /** Applies what is missing and tells how many migrations that were; fails with {@link StoreUnavailable}. */
    public static int migrate(DatabaseAddress owner) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(PostgresSource.of(owner, APPLICATION_NAME))
                    .locations("classpath:io/twinpath/persistence/sync/migrations")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new StoreUnavailable(
                    StoreUnavailable.Reason.OUTAGE, "cannot migrate " + owner + ": " + e.getMessage(), e);
        }
    }

    /** Lets a role read and write the rows of the service and nothing else; fails with {@link StoreUnavailable}. */
    public static void grantTo(DatabaseAddress owner, String role) {
        try (Connection connection = PostgresSource.of(owner, APPLICATION_NAME).getConnection();
                Statement statement = connection.createStatement()) {
            String grantee = statement.enquoteIdentifier(role, true);
            statement.execute("GRANT SELECT, INSERT, UPDATE ON users, user_settings TO " + grantee);
        } catch (SQLException e) {
            throw new StoreUnavailable(
                    StoreUnavailable.Reason.OUTAGE,
                    "cannot grant to " + role + " at " + owner + ": " + e.getMessage(),
                    e);
        }
    }
}
