package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreUnavailable;
import java.util.function.ToIntFunction;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema, as its owner: brought up to date. */
public final class Migrations {
    private Migrations() {}

    /** Applies what is missing and tells how many migrations that were; fails with {@link StoreUnavailable}. */
    public static int migrate(DatabaseAddress owner) {
        return with(owner, flyway -> flyway.migrate().migrationsExecuted);
    }

    /** How many migrations are missing; fails with {@link StoreUnavailable}. */
    public static int pending(DatabaseAddress owner) {
        return with(owner, flyway -> flyway.info().pending().length);
    }

    static FluentConfiguration flyway(DatabaseAddress owner) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(PostgresSource.of(owner, "twinpath-migrate"))
                .locations("classpath:io/twinpath/persistence/sync/migrations");
    }

    private static int with(DatabaseAddress owner, ToIntFunction<Flyway> work) {
        try {
            return work.applyAsInt(flyway(owner).load());
        } catch (FlywayException e) {
            throw new StoreUnavailable(StoreFailure.Reason.OUTAGE, "cannot migrate " + owner, e);
        }
    }
}
