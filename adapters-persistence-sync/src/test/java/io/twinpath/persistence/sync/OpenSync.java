package io.twinpath.persistence.sync;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The sync path to a fresh database, for a class of tests of its answers: patient, however busy the machine is. */
final class OpenSync implements AutoCloseable {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    final TestDatabase database = TestPostgres.freshDatabase();
    final ExecutorService threads = Executors.newFixedThreadPool(4);
    final SyncPersistence persistence = new SyncPersistence(
            new SyncConfig(database::sync, 4, PATIENT, PATIENT, PATIENT, PATIENT, "twinpath-sync"), threads);

    @Override
    public void close() {
        persistence.close();
        threads.shutdown();
    }
}
