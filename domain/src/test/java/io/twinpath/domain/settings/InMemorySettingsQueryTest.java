package io.twinpath.domain.settings;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

class InMemorySettingsQueryTest implements SettingsQueryContract {
    @Override
    public SettingsQuery query() {
        return new InMemorySettingsQuery(ann(), bob(), eve());
    }
}
