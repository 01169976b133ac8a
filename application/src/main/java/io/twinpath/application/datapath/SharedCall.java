package io.twinpath.application.datapath;

import java.util.concurrent.CompletableFuture;

/** A call that went to the database together with others, which all end by what came of one statement. */
public abstract class SharedCall<T> extends CompletableFuture<T> {
    /**
     * Whether what came of this call is to be held for or against the path: true once for all that went together, for whoever
     * asks first, and never for one that did not get as far as the database.
     */
    public abstract boolean speaksForAll();
}
