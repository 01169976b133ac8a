package io.twinpath.domain.write;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the names of what a change gives a value. */
final class FieldNames {
    private final List<String> given = new ArrayList<>();

    FieldNames with(String name, @Nullable Object value) {
        if (value != null) {
            given.add(name);
        }
        return this;
    }

    List<String> given() {
        return List.copyOf(given);
    }
}
