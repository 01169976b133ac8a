package io.twinpath.domain.user;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

class InMemoryUserRepositoryTest implements UserRepositoryContract {
    @Override
    public UserRepository repository() {
        return new InMemoryUserRepository(ann(), bob(), eve());
    }
}
