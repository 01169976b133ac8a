package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.domain.StoreUnavailable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema, as its owner: brought up to date. */
public final class Migrations {
    private Migrations() {}

    /** Applies what is missing and tells how many migrations that were; fails with {@link StoreUnavailable}. */
    public static int migrate(DatabaseAddress owner) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(PostgresSource.of(owner, "twinpath-migrate"))
                    .locations("classpath:io/twinpath/persistence/sync/migrations")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new StoreUnavailable(StoreUnavailable.Reason.OUTAGE, "cannot migrate " + owner, e);
        }
    }
}
