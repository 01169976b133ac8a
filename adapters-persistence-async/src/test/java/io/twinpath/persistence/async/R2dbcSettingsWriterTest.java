package io.twinpath.persistence.async;

import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.SettingsWriterContract;
import io.twinpath.domain.write.WriteLedger;
import org.junit.jupiter.api.AutoClose;

class R2dbcSettingsWriterTest implements SettingsWriterContract {
    @AutoClose
    private final OpenAsync async = new OpenAsync();

    @Override
    public SettingsWriter writer() {
        return async.persistence.settingsWriter(MAX_WRITES);
    }

    @Override
    public SettingsQuery query() {
        return async.persistence.settings();
    }

    @Override
    public WriteLedger ledger() {
        return async.persistence.ledger();
    }
}
