package io.twinpath.persistence.sync;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** A server that became read-only (SQLSTATE 25006) is no longer the primary: its connections go. */
final class EvictReadOnly implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return JdbiFailures.READ_ONLY.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
