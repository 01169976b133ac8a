package io.twinpath.persistence.sync;

import io.twinpath.domain.Version;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.write.Fingerprint;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriteTrace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * One kind of write. Its first statement changes a row and records that in the ledger and the audit trail, all or nothing.
 * Where that changed no row, a second one finds out why.
 */
final class LedgeredWrite<T> {
    private static final String ROOM =
            "(SELECT count(*) FROM (SELECT FROM write_ledger WHERE user_id = :user LIMIT :max) l) < :max";

    private final String change;
    private final String trace;
    private final RowMapper<T> row;
    private final int maxWritesPerUser;

    /**
     * @param update of {@code users}, up to a WHERE that {@code AND} can follow
     * @param version the column that the update counts
     * @param record what of the row the ledger keeps, as a select list
     * @param type of the database, which has the columns of the record
     * @param columns of a record, for {@code row}
     */
    LedgeredWrite(
            String update,
            String version,
            String record,
            String type,
            String columns,
            RowMapper<T> row,
            int maxWritesPerUser) {
        this.change = "WITH changed AS (" + update + " AND active AND tokens_valid_after <= :authorised_at"
                + " AND (:base::bigint IS NULL OR " + version + " = :base) AND " + ROOM + " RETURNING " + record + "),"
                + " recorded AS (INSERT INTO write_ledger (user_id, write_id, fingerprint, result)"
                + " SELECT :user, :id, :fingerprint, to_jsonb(changed) FROM changed),"
                + " audited AS (INSERT INTO audit_trail (user_id, fields, request_id)"
                + " SELECT :user, :fields, :request_id FROM changed)"
                + " SELECT " + columns + " FROM changed";
        this.trace = "SELECT t.*, " + columns + " FROM (SELECT active AS is_active, tokens_valid_after AS valid_after,"
                + " " + version + " AS current_version, NOT " + ROOM + " AS is_full, fingerprint, result FROM users"
                + " LEFT JOIN write_ledger w ON w.user_id = id AND write_id = :id WHERE id = :user) t"
                + " LEFT JOIN LATERAL jsonb_populate_record(NULL::" + type + ", result) r ON true";
        this.row = row;
        this.maxWritesPerUser = maxWritesPerUser;
    }

    /** @param values of the parameters that are the update's own */
    Optional<T> make(Handle handle, Write write, List<String> fields, Map<String, ?> values) {
        Optional<T> changed = change(handle, write, fields, values);
        return changed.isPresent() ? changed : trace(handle, write).flatMap(trace -> trace.verdict(write));
    }

    private Optional<T> change(Handle handle, Write write, List<String> fields, Map<String, ?> values) {
        try {
            return identified(handle, change, write)
                    .bindMap(values)
                    .bind("authorised_at", write.authorisedAt().atOffset(ZoneOffset.UTC))
                    .bind("base", write.base().map(Version::value).orElse(null))
                    .bind("fingerprint", write.fingerprint().value())
                    .bindArray("fields", String.class, fields)
                    .bind("request_id", write.requestId())
                    .map(row)
                    .findOne();
        } catch (StatementException failure) {
            if (JdbiFailures.isRecordedAlready(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Optional<WriteTrace<T>> trace(Handle handle, Write write) {
        return identified(handle, trace, write)
                .map((found, context) -> found(found, context, write.fingerprint()))
                .findOne();
    }

    private Query identified(Handle handle, String sql, Write write) {
        return handle.createQuery(sql)
                .bind("user", write.user().value())
                .bind("id", write.id().value())
                .bind("max", maxWritesPerUser);
    }

    private WriteTrace<T> found(ResultSet found, StatementContext context, Fingerprint asked) throws SQLException {
        return new WriteTrace<>(
                new Admission(found.getBoolean("is_active"), UserRows.instant(found, "valid_after")),
                new Version(found.getLong("current_version")),
                found.getBoolean("is_full"),
                recorded(found, context, asked));
    }

    private Optional<WriteTrace.Recorded<T>> recorded(ResultSet found, StatementContext context, Fingerprint asked)
            throws SQLException {
        @Nullable String fingerprint = found.getString("fingerprint");
        if (fingerprint == null) {
            return Optional.empty();
        }
        Fingerprint recorded = new Fingerprint(fingerprint);
        Optional<T> result = recorded.equals(asked) ? Optional.of(row.map(found, context)) : Optional.empty();
        return Optional.of(new WriteTrace.Recorded<>(recorded, result));
    }
}
