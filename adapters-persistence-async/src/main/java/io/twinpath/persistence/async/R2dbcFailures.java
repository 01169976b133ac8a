package io.twinpath.persistence.async;

import io.r2dbc.spi.R2dbcException;
import io.twinpath.domain.DomainException;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.StoreUnavailable.Reason;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolShutdownException;

/** What the driver and its pool fail with, by SQLSTATE (PostgreSQL documentation, appendix A), in the domain's words. */
final class R2dbcFailures {
    private R2dbcFailures() {}

    /** A defect of our own stays what it is. */
    static Throwable translate(Throwable failure) {
        if (failure instanceof DomainException) {
            return new StoreUnavailable(Reason.DEFECT, "a stored value breaks a rule of the domain", failure);
        }
        if (failure instanceof PoolAcquirePendingLimitException || failure instanceof PoolAcquireTimeoutException) {
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
            return new StoreUnavailable(reason(state), "the server refused, SQLSTATE " + state, failure);
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
