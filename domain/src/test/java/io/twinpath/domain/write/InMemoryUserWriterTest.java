package io.twinpath.domain.write;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.UserRepository;

class InMemoryUserWriterTest implements UserWriterContract {
    private final InMemoryWriteLedger ledger = new InMemoryWriteLedger();
    private final InMemoryUserRepository users = new InMemoryUserRepository(ledger, ann(), bob(), eve());

    @Override
    public UserWriter writer() {
        return users;
    }

    @Override
    public UserRepository repository() {
        return users;
    }

    @Override
    public WriteLedger ledger() {
        return ledger;
    }
}
