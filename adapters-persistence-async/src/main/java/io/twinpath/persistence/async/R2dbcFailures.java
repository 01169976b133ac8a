package io.twinpath.persistence.async;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.DomainException;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolShutdownException;

/** What the driver and its pool fail with, by SQLSTATE (PostgreSQL documentation, appendix A), in the domain's words. */
final class R2dbcFailures {
    private R2dbcFailures() {}

    /** The write's id is in the ledger. */
    static boolean isRecordedAlready(Throwable failure) {
        return constraint(failure).equals("write_ledger_key");
    }

    /** Only the server's own word that it did not do it leaves no doubt. */
    static Throwable ofWrite(Throwable failure) {
        if (failure instanceof StoreFailure
                || (failure instanceof DomainException && !(failure instanceof InvalidValue))) {
            return failure;
        }
        if (failure instanceof R2dbcDataIntegrityViolationException
                && "23505".equals(((R2dbcException) failure).getSqlState())) {
            return new AlreadyTaken(constraint(failure).equals("users_email_key") ? "email" : "username");
        }
        Throwable outage = ofRead(failure);
        if (isRefusal(failure)) {
            return outage;
        }
        return outage instanceof StoreUnavailable unavailable
                ? new OutcomeUnknown(
                        unavailable.reason(), unavailable.code().orElse(null), "no answer to a write", failure)
                : new OutcomeUnknown(Reason.DEFECT, "the write has a defect", failure);
    }

    /** A FATAL error may come after the change was made; it ends the connection. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof PostgresqlException server
                && "ERROR".equals(server.getErrorDetails().getSeverityNonLocalized())
                && !server.getErrorDetails().getCode().equals("40003");
    }

    private static String constraint(Throwable failure) {
        return failure instanceof PostgresqlException server
                ? server.getErrorDetails().getConstraintName().orElse("")
                : "";
    }

    /** Nothing was asked for yet: whatever the server refused, it is no statement. */
    static Throwable ofConnecting(Throwable failure) {
        if (failure instanceof R2dbcException refusal) {
            String state = state(refusal.getSqlState());
            return new StoreUnavailable(Reason.OUTAGE, state, "no connection, SQLSTATE " + state, failure);
        }
        return ofRead(failure);
    }

    /** A defect of our own stays what it is. */
    static Throwable ofRead(Throwable failure) {
        if (failure instanceof StoreFailure) {
            return failure;
        }
        if (failure instanceof DomainException) {
            return new StoreUnavailable(Reason.DEFECT, "a stored value breaks a rule of the domain", failure);
        }
        if (failure instanceof PoolAcquireTimeoutException) {
            return new StoreUnavailable(Reason.OVERLOAD, "too many callers on the async path", failure);
        }
        if (failure instanceof TimeoutException) {
            return new StoreUnavailable(Reason.OUTAGE, "no connection could be made in time", failure);
        }
        if (failure instanceof UnknownHostException) {
            return new StoreUnavailable(Reason.OUTAGE, "the host's name is not known", failure);
        }
        if (failure instanceof IOException || failure instanceof PoolShutdownException) {
            return new StoreUnavailable(Reason.OUTAGE, "the connection was lost", failure);
        }
        if (failure instanceof R2dbcException refusal) {
            String state = state(refusal.getSqlState());
            return new StoreUnavailable(reason(state), state, "the server refused, SQLSTATE " + state, failure);
        }
        return failure;
    }

    private static Reason reason(String state) {
        if (state.startsWith("57P")) {
            return Reason.OUTAGE; // the server is going away
        }
        return switch (state.substring(0, 2)) {
            case "57", "55" -> Reason.TIMEOUT; // statement_timeout, lock_timeout
            // no connection, log-in refused, read-only, rolled back, no resources, its own troubles
            case "08", "28", "25", "40", "53", "58", "XX" -> Reason.OUTAGE;
            default -> Reason.DEFECT; // our SQL and this schema or its grants do not fit
        };
    }

    private static String state(@Nullable String state) {
        return state == null || state.length() != 5 ? "08000" : state;
    }
}
