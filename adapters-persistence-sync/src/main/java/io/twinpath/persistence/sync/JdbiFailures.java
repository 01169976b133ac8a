package io.twinpath.persistence.sync;

import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.DomainException;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What pgjdbc, HikariCP and Jdbi throw, by SQLSTATE (PostgreSQL documentation, appendix A), in the domain's words. */
final class JdbiFailures {
    static final String READ_ONLY = "25006";

    private JdbiFailures() {}

    static Throwable ofRead(Throwable failure) {
        return translate(failure, false);
    }

    static Throwable ofWrite(Throwable failure) {
        return translate(failure, true);
    }

    /** There was a connection, and nothing was answered: another one may be well. */
    static boolean isConnectionLost(Throwable failure) {
        return !(failure instanceof ConnectionException)
                && sql(failure).map(sql -> isConnectionLost(state(sql))).orElse(false);
    }

    /** The write's id is in the ledger. */
    static boolean isRecordedAlready(Throwable failure) {
        return sql(failure)
                .filter(sql -> constraint(sql).equals("write_ledger_key"))
                .isPresent();
    }

    private static Throwable translate(Throwable failure, boolean write) {
        if (failure instanceof StoreFailure) {
            return failure;
        }
        if (failure instanceof InvalidValue) {
            return lost(write, Reason.DEFECT, null, "a stored value breaks a rule of the domain", failure);
        }
        if (failure instanceof DomainException) {
            return failure;
        }
        Optional<SQLException> sql = sql(failure);
        if (sql.isPresent()) {
            return failure instanceof ConnectionException ? notSent(sql.get()) : sent(sql.get(), write);
        }
        return write ? lost(true, Reason.DEFECT, null, "the write has a defect", failure) : failure;
    }

    /** Who wrote cannot know whether it was done. */
    private static StoreFailure lost(
            boolean write, Reason reason, @Nullable String state, String message, Throwable cause) {
        return write
                ? new OutcomeUnknown(reason, state, message, cause)
                : new StoreUnavailable(reason, state, message, cause);
    }

    /** There is no connection, for this reason. */
    static StoreUnavailable notConnected(SQLException sql) {
        return new StoreUnavailable(Reason.OUTAGE, state(sql), "no connection, SQLSTATE " + state(sql), sql);
    }

    private static Throwable notSent(SQLException sql) {
        // HikariCP names its counts in the message; without a single connection it is no load but a failure to connect
        boolean busy = sql instanceof SQLTransientConnectionException
                && sql.getMessage() != null
                && !sql.getMessage().contains("total=0");
        return busy
                ? new StoreUnavailable(Reason.OVERLOAD, "no connection became free in time", sql)
                : notConnected(sql);
    }

    private static Throwable sent(SQLException sql, boolean write) {
        String state = state(sql);
        if (state.equals("23505")) {
            return new AlreadyTaken(takenField(sql));
        }
        if (isConnectionLost(state) || (write && !isFinal(sql))) {
            Reason reason = isTimeout(sql) ? Reason.TIMEOUT : Reason.OUTAGE;
            return lost(write, reason, state, "the connection was lost, SQLSTATE " + state, sql);
        }
        return new StoreUnavailable(reason(state), state, "the server refused, SQLSTATE " + state, sql);
    }

    /** An error of the server: what was asked was surely not done. */
    private static Reason reason(String state) {
        return switch (state.substring(0, 2)) {
            case "57", "55" -> Reason.TIMEOUT; // statement_timeout, lock_timeout
            case "25", "40", "53", "58", "XX" ->
                Reason.OUTAGE; // read-only, rolled back, no resources, its own troubles
            default -> Reason.DEFECT; // our SQL and this schema or its grants do not fit
        };
    }

    private static boolean isConnectionLost(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** The server's own word, after which the connection lives: a FATAL error, whatever its state, is followed by its end. */
    private static boolean isFinal(SQLException sql) {
        for (@Nullable SQLException each = sql.getNextException(); each != null; each = each.getNextException()) {
            if (isConnectionLost(state(each))) {
                return false;
            }
        }
        return server(sql).isPresent() && !state(sql).equals("40003");
    }

    private static boolean isTimeout(SQLException sql) {
        return sql.getCause() instanceof SocketTimeoutException;
    }

    private static String takenField(SQLException sql) {
        return constraint(sql).equals("users_email_key") ? "email" : "username";
    }

    private static String constraint(SQLException sql) {
        return server(sql).map(ServerErrorMessage::getConstraint).orElse("");
    }

    private static Optional<ServerErrorMessage> server(SQLException sql) {
        return sql instanceof PSQLException postgres
                ? Optional.ofNullable(postgres.getServerErrorMessage())
                : Optional.empty();
    }

    private static String state(SQLException sql) {
        String state = sql.getSQLState();
        return state == null || state.length() != 5 ? "08000" : state;
    }

    private static Optional<SQLException> sql(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
