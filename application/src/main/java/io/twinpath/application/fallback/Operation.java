package io.twinpath.application.fallback;

/** What is asked of the store, as operators tell it apart. */
public enum Operation {
    FIND_USER,
    FIND_CREDENTIALS,
    FIND_SETTINGS,
    CHANGE_USER,
    CHANGE_SETTINGS,
    READ_LEDGER,
    FORGET_WRITES
}
