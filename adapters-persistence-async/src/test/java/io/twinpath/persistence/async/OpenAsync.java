package io.twinpath.persistence.async;

import io.twinpath.persistence.sync.TestPostgres;
import java.time.Duration;

/** The async path to a fresh database, for a class of tests of its answers: patient, however busy the machine is. */
final class OpenAsync implements AutoCloseable {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    final AsyncPersistence persistence = new AsyncPersistence(
            new AsyncConfig(TestPostgres.freshDatabase()::async, 4, 1000, PATIENT, PATIENT, PATIENT, "twinpath-async"));

    @Override
    public void close() {
        persistence.close();
    }
}
