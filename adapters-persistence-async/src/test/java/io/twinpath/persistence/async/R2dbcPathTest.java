package io.twinpath.persistence.async;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.persistence.sync.PathContract;
import java.time.Duration;
import java.util.function.Supplier;

class R2dbcPathTest implements PathContract {
    @Override
    public Path open(Supplier<DatabaseAddress> addresses, int poolSize, int waiting, Duration serverLimit) {
        AsyncConfig config = new AsyncConfig(
                addresses, poolSize, waiting, Duration.ofSeconds(5), serverLimit, serverLimit, "twinpath-async");
        AsyncPersistence persistence = persistence(config);
        return new Path(
                persistence.users(),
                persistence.settings(),
                persistence.settingsWriter(1000),
                persistence.dataPath(),
                persistence);
    }

    AsyncPersistence persistence(AsyncConfig config) {
        return new AsyncPersistence(config);
    }

    @Override
    public String name() {
        return "async";
    }
}
