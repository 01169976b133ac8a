package io.twinpath.persistence.sync;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The sync path to a fresh database, for a class of tests. */
final class OpenSync implements AutoCloseable {
    final TestDatabase database = TestPostgres.freshDatabase();
    final ExecutorService threads = Executors.newFixedThreadPool(4);
    final SyncPersistence persistence = new SyncPersistence(SyncConfig.of(database.sync(), 4), threads);

    @Override
    public void close() {
        persistence.close();
        threads.shutdown();
    }
}
