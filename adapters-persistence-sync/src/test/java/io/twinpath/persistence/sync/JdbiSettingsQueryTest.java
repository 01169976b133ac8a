package io.twinpath.persistence.sync;

import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.SettingsQueryContract;
import org.junit.jupiter.api.AutoClose;

class JdbiSettingsQueryTest implements SettingsQueryContract {
    @AutoClose
    private static final OpenSync sync = new OpenSync();

    @Override
    public SettingsQuery query() {
        return sync.persistence.settings();
    }
}
