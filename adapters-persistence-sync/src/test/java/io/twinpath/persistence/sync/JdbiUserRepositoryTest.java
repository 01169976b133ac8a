package io.twinpath.persistence.sync;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingUserRepository;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.UserRepositoryContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

class JdbiUserRepositoryTest implements UserRepositoryContract {
    @AutoClose
    private static final OpenSync sync = new OpenSync();

    @Override
    public UserRepository repository() {
        return sync.persistence.users();
    }

    @Nested
    class InBatches implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return new CoalescingUserRepository(
                    JdbiUserRepositoryTest.this.repository(), CoalesceConfig.DEFAULT, CoalesceObserver.NONE);
        }
    }
}
