package io.twinpath.bootstrap.history;

/** A version that a row truly had. */
public record Row(Subject subject, long version, String marker) {}
