package io.twinpath.persistence.sync;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Chooses what befalls an execution. It is asked by the threads of all connections at once; about no further execution,
 * once one is struck, till the server is ready for a query again.
 */
@FunctionalInterface
public interface FaultPlan {
    /**
     * What befalls the execution that is about to be forwarded.
     *
     * @param sql as the client wrote it, of a simple query or of the statement that a Bind names
     */
    Fault next(String sql);

    static FaultPlan none() {
        return sql -> Fault.NONE;
    }

    /** The fault for the first execution of such SQL, and for no other. */
    static FaultPlan once(Predicate<String> sql, Fault fault) {
        AtomicBoolean armed = new AtomicBoolean(true);
        return each -> sql.test(each) && armed.getAndSet(false) ? fault : Fault.NONE;
    }
}
