package io.twinpath.bootstrap.history;

/** A version that a row truly had. */
record Row(Subject subject, long version, String marker) {}
