package io.twinpath.persistence.sync;

import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.SettingsWriterContract;
import io.twinpath.domain.write.WriteLedger;
import org.junit.jupiter.api.AutoClose;

class JdbiSettingsWriterTest implements SettingsWriterContract {
    @AutoClose
    private final OpenSync sync = new OpenSync();

    @Override
    public SettingsWriter writer() {
        return sync.persistence.settingsWriter(MAX_WRITES);
    }

    @Override
    public SettingsQuery query() {
        return sync.persistence.settings();
    }

    @Override
    public WriteLedger ledger() {
        return sync.persistence.ledger();
    }
}
