package io.twinpath.application.coalesce;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

import io.twinpath.domain.settings.InMemorySettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.SettingsQueryContract;

class CoalescingSettingsQueryTest implements SettingsQueryContract {
    @Override
    public SettingsQuery query() {
        return new CoalescingSettingsQuery(
                new InMemorySettings(ann(), bob(), eve()), CoalesceConfig.DEFAULT, CoalesceObserver.NONE);
    }
}
