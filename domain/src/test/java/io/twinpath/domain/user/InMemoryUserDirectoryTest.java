package io.twinpath.domain.user;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

class InMemoryUserDirectoryTest implements UserDirectoryContract {
    private final InMemoryUserRepository users = new InMemoryUserRepository(ann(), bob(), eve());

    @Override
    public UserDirectory directory() {
        return users;
    }

    @Override
    public UserRepository repository() {
        return users;
    }
}
