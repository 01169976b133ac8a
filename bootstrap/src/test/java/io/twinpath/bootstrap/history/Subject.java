package io.twinpath.bootstrap.history;

import java.util.Locale;

/** One row of the database, and all that happens to it is one history. */
public record Subject(Resource resource, long user) {
    @Override
    public String toString() {
        return resource.name().toLowerCase(Locale.ROOT) + " of " + user;
    }
}
