package io.twinpath.persistence.async;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingSettingsQuery;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.SettingsQueryContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

class R2dbcSettingsQueryTest implements SettingsQueryContract {
    @AutoClose
    private static final OpenAsync async = new OpenAsync();

    @Override
    public SettingsQuery query() {
        return async.persistence.settings();
    }

    @Nested
    class InBatches implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return new CoalescingSettingsQuery(
                    R2dbcSettingsQueryTest.this.query(), CoalesceConfig.DEFAULT, CoalesceObserver.NONE);
        }
    }
}
