package io.twinpath.bootstrap.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.bootstrap.service.PlantedService.Bug;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.Version;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.LanguageTag;
import io.twinpath.domain.settings.NotificationPreferences;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.settings.TimeZoneName;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One statement changes the row, records that, and looks whether it was recorded before: it saw the ledger before it waited
 * for the row, and waits a while as on a busy server.
 */
final class ProbeInTheSameStatement implements Bug, AutoCloseable {
    private static final String SQL = """
            WITH changed AS (UPDATE users SET locale = :locale, theme = coalesce(:theme, theme),
                    timezone = coalesce(:timezone, timezone), settings_version = settings_version + 1,
                    settings_updated_at = clock_timestamp()
                WHERE id = :user AND settings_version = :base AND pg_sleep(0.05) IS NOT NULL
                RETURNING id AS user_id, theme, locale, timezone, notifications, settings_version AS version,
                    settings_updated_at AS updated_at),
            recorded AS (INSERT INTO write_ledger (user_id, write_id, fingerprint, result)
                SELECT :user, :id, :fingerprint, to_jsonb(changed) FROM changed)
            SELECT theme, locale, timezone, (notifications->>'email')::boolean AS by_email,
                (notifications->>'push')::boolean AS by_push, (notifications->>'sms')::boolean AS by_sms,
                notifications->>'digest' AS digest, version, updated_at
            FROM (SELECT * FROM changed UNION ALL SELECT r.* FROM write_ledger,
                jsonb_populate_record(NULL::user_settings, result) r WHERE write_ledger.user_id = :user AND write_id = :id) s
            """;

    private static final int WRITERS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    /** @param address where no connection is cut: what it failed for want of one would open the breakers of both paths */
    ProbeInTheSameStatement(DatabaseAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host().name()});
        source.setPortNumbers(new int[] {address.host().port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setSocketTimeout(1);
        source.setOptions("-c lock_timeout=300 -c statement_timeout=500"); // or who is given up waits on for the row
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(WRITERS);
        config.setConnectionTimeout(250);
        this.pool = new HikariDataSource(config);
        this.jdbi = Jdbi.create(pool);
    }

    @Override
    public SettingsWriter primary(SettingsWriter clean, SettingsQuery reads) {
        return (write, change) -> write.base().isEmpty() || change.locale() == null
                ? clean.change(write, change)
                : CompletableFuture.supplyAsync(() -> Optional.of(change(write, change)), threads);
    }

    @Override
    public SettingsWriter secondary(SettingsWriter clean, SettingsQuery reads) {
        return primary(clean, reads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        pool.close();
    }

    private UserSettings change(Write write, SettingsChange change) {
        try {
            return jdbi.withHandle(handle -> handle.createQuery(SQL)
                    .bind("locale", change.locale().value())
                    .bind(
                            "theme",
                            change.theme() == null ? null : change.theme().code())
                    .bind(
                            "timezone",
                            change.timezone() == null ? null : change.timezone().value())
                    .bind("user", write.user().value())
                    .bind("base", write.base().orElseThrow().value())
                    .bind("id", write.id().value())
                    .bind("fingerprint", write.fingerprint().value())
                    .map(ProbeInTheSameStatement::settings)
                    .findOne()
                    .orElseThrow(() -> new VersionConflict(Version.FIRST)));
        } catch (ConnectionException e) {
            throw new StoreUnavailable(Reason.OUTAGE, "no connection", e);
        } catch (JdbiException e) {
            // with its state, by which a row that stays locked is told from an outage
            String state = e.getCause() instanceof SQLException sql ? sql.getSQLState() : null;
            throw new OutcomeUnknown(Reason.OUTAGE, state, "no answer", e);
        }
    }

    private static UserSettings settings(ResultSet row, StatementContext context) throws SQLException {
        return new UserSettings(
                Theme.of(row.getString("theme")),
                new LanguageTag(row.getString("locale")),
                new TimeZoneName(row.getString("timezone")),
                new NotificationPreferences(
                        row.getBoolean("by_email"),
                        row.getBoolean("by_push"),
                        row.getBoolean("by_sms"),
                        Digest.of(row.getString("digest"))),
                new Version(row.getLong("version")),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
