package io.twinpath.persistence.sync;

import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.UserWriterContract;
import io.twinpath.domain.write.WriteLedger;
import org.junit.jupiter.api.AutoClose;

class JdbiUserWriterTest implements UserWriterContract {
    @AutoClose
    private final OpenSync sync = new OpenSync();

    @Override
    public UserWriter writer() {
        return sync.persistence.userWriter(MAX_WRITES);
    }

    @Override
    public UserRepository repository() {
        return sync.persistence.users();
    }

    @Override
    public WriteLedger ledger() {
        return sync.persistence.ledger();
    }
}
