package io.twinpath.persistence.sync;

/**
 * What {@link PostgresProxy} does to one execution and to its connection. Where it waits for the server to be done, it
 * waits for its ReadyForQuery: what was to be committed is. Neither comes when the client sends Sync only after the
 * CommandComplete that a fault withholds, as r2dbc-postgresql does with a fetch size: such a client waits.
 */
public enum Fault {
    NONE,
    /** Closes both sides; the server sees nothing of the execution. */
    CUT_BEFORE,
    /** Gives the client the answer's rows, and none of its CommandComplete or error; closes when the server is done. */
    CUT_BEFORE_COMPLETE,
    /** As before, but half of the CommandComplete does reach the client. */
    CUT_INSIDE_COMPLETE,
    /** Holds the request back, then forwards it and sees to its end, even when the client is gone by then. */
    DELAY,
    /** Forwards request and answer byte by byte. */
    SLICE,
    /** Gives the client no byte of this answer or a later one; the connection stays open till the client ends it. */
    STALL,
    /** Resets the client's connection when the server is done, instead of the answer. */
    RESET,
    /** Tells the client when the server is done that an administrator ended the connection (57P01), then closes it. */
    FATAL
}
