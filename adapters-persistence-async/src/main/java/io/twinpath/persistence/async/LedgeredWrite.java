package io.twinpath.persistence.async;

import static io.twinpath.persistence.async.UserRows.value;

import io.r2dbc.spi.Readable;
import io.twinpath.domain.Version;
import io.twinpath.domain.user.Admission;
import io.twinpath.domain.write.Fingerprint;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriteTrace;
import io.twinpath.persistence.async.R2dbcSessions.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One kind of write. Its first statement changes a row and records that in the ledger and the audit trail, all or nothing.
 * Where that changed no row, a second one finds out why.
 */
final class LedgeredWrite<T> {
    private static final String ROOM =
            "(SELECT count(*) FROM (SELECT FROM write_ledger WHERE user_id = $1 LIMIT $3) l) < $3";

    /** The first parameters are the write's, those of the update come after them. */
    static final int FIRST_VALUE = 9;

    private final String change;
    private final String trace;
    private final Function<Readable, T> row;
    private final int maxWritesPerUser;

    /**
     * @param update of {@code users}, up to a WHERE that {@code AND} can follow; {@code $1} is the user's id
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
            Function<Readable, T> row,
            int maxWritesPerUser) {
        this.change = "WITH changed AS (" + update + " AND active AND tokens_valid_after <= $4"
                + " AND ($5::bigint IS NULL OR " + version + " = $5) AND " + ROOM + " RETURNING " + record + "),"
                + " recorded AS (INSERT INTO write_ledger (user_id, write_id, fingerprint, result)"
                + " SELECT $1, $2, $6, to_jsonb(changed) FROM changed),"
                + " audited AS (INSERT INTO audit_trail (user_id, fields, request_id) SELECT $1, $7, $8 FROM changed)"
                + " SELECT " + columns + " FROM changed";
        this.trace = "SELECT t.*, " + columns + " FROM (SELECT active AS is_active, tokens_valid_after AS valid_after,"
                + " " + version + " AS current_version, NOT " + ROOM + " AS is_full, fingerprint, result FROM users"
                + " LEFT JOIN write_ledger w ON w.user_id = id AND write_id = $2 WHERE id = $1) t"
                + " LEFT JOIN LATERAL jsonb_populate_record(NULL::" + type + ", result) r ON true";
        this.row = row;
        this.maxWritesPerUser = maxWritesPerUser;
    }

    /** @param values of the parameters from {@link #FIRST_VALUE} on, an absent one by its class */
    CompletableFuture<Optional<T>> make(R2dbcSessions sessions, Write write, List<String> fields, List<Object> values) {
        List<Object> identity = List.of(write.user().value(), write.id().value(), maxWritesPerUser);
        List<Object> parameters = new ArrayList<>(identity);
        parameters.add(write.authorisedAt());
        parameters.add(write.base().<Object>map(Version::value).orElse(Long.class));
        parameters.add(write.fingerprint().value());
        parameters.add(fields.toArray(String[]::new));
        parameters.add(write.requestId());
        parameters.addAll(values);
        return sessions.write(
                new Statement<>(change, parameters, row),
                new Statement<>(trace, identity, found -> found(found, write.fingerprint())),
                trace -> trace.verdict(write));
    }

    private WriteTrace<T> found(Readable found, Fingerprint asked) {
        return new WriteTrace<>(
                new Admission(value(found, "is_active", Boolean.class), value(found, "valid_after", Instant.class)),
                new Version(value(found, "current_version", Long.class)),
                value(found, "is_full", Boolean.class),
                Optional.ofNullable(found.get("fingerprint", String.class))
                        .map(Fingerprint::new)
                        .map(fingerprint -> new WriteTrace.Recorded<>(
                                fingerprint,
                                fingerprint.equals(asked) ? Optional.of(row.apply(found)) : Optional.empty())));
    }
}
