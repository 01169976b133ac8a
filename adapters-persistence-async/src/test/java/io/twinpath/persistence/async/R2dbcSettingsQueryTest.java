package io.twinpath.persistence.async;

import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.SettingsQueryContract;
import org.junit.jupiter.api.AutoClose;

class R2dbcSettingsQueryTest implements SettingsQueryContract {
    @AutoClose
    private static final OpenAsync async = new OpenAsync();

    @Override
    public SettingsQuery query() {
        return async.persistence.settings();
    }
}
