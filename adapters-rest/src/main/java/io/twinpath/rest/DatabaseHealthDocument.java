package io.twinpath.rest;

import io.twinpath.application.health.DatabaseReport;

/** The health of the database as JSON for operators, on whichever listener they reach. */
public final class DatabaseHealthDocument {
    private DatabaseHealthDocument() {}

    /** In UTF-8. */
    public static byte[] of(DatabaseReport report) {
        return JsonFormat.bytes(DatabaseHealthJson.full(report));
    }
}
