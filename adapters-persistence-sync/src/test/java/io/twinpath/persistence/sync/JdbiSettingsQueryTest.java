package io.twinpath.persistence.sync;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingSettingsQuery;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.SettingsQueryContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

class JdbiSettingsQueryTest implements SettingsQueryContract {
    @AutoClose
    private static final OpenSync sync = new OpenSync();

    @Override
    public SettingsQuery query() {
        return sync.persistence.settings();
    }

    @Nested
    class InBatches implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return new CoalescingSettingsQuery(
                    JdbiSettingsQueryTest.this.query(), CoalesceConfig.DEFAULT, CoalesceObserver.NONE);
        }
    }
}
