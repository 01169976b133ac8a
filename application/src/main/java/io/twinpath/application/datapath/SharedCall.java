package io.twinpath.application.datapath;

/** The stage of a call that went to the database together with others, which all end by what came of one statement. */
public interface SharedCall {
    /**
     * Whether what came of this call is to be held for or against the path: true once for all that went together, for whoever
     * asks first, and never for one that did not get as far as the database.
     */
    boolean speaksForAll();
}
