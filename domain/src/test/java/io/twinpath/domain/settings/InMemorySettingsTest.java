package io.twinpath.domain.settings;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

import io.twinpath.domain.write.InMemoryWriteLedger;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.SettingsWriterContract;
import io.twinpath.domain.write.WriteLedger;

class InMemorySettingsTest implements SettingsQueryContract, SettingsWriterContract {
    private final InMemoryWriteLedger ledger = new InMemoryWriteLedger();
    private final InMemorySettings settings = new InMemorySettings(ledger, ann(), bob(), eve());

    @Override
    public SettingsQuery query() {
        return settings;
    }

    @Override
    public SettingsWriter writer() {
        return settings;
    }

    @Override
    public WriteLedger ledger() {
        return ledger;
    }
}
