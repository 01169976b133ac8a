package io.twinpath.application.coalesce;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.UserRepositoryContract;

class CoalescingUserRepositoryTest implements UserRepositoryContract {
    @Override
    public UserRepository repository() {
        return new CoalescingUserRepository(
                new InMemoryUserRepository(ann(), bob(), eve()), CoalesceConfig.DEFAULT, CoalesceObserver.NONE);
    }
}
