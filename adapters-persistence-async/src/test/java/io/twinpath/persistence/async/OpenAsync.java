package io.twinpath.persistence.async;

import io.twinpath.persistence.sync.TestPostgres;

/** The async path to a fresh database, for a class of tests. */
final class OpenAsync implements AutoCloseable {
    final AsyncPersistence persistence =
            new AsyncPersistence(AsyncConfig.of(TestPostgres.freshDatabase().async(), 4));

    @Override
    public void close() {
        persistence.close();
    }
}
