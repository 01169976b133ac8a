package io.twinpath.persistence.async;

import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.UserWriterContract;
import io.twinpath.domain.write.WriteLedger;
import org.junit.jupiter.api.AutoClose;

class R2dbcUserWriterTest implements UserWriterContract {
    @AutoClose
    private final OpenAsync async = new OpenAsync();

    @Override
    public UserWriter writer() {
        return async.persistence.userWriter(MAX_WRITES);
    }

    @Override
    public UserRepository repository() {
        return async.persistence.users();
    }

    @Override
    public WriteLedger ledger() {
        return async.persistence.ledger();
    }
}
