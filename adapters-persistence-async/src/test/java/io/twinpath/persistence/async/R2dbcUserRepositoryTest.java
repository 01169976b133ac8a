package io.twinpath.persistence.async;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingUserRepository;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.UserRepositoryContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

class R2dbcUserRepositoryTest implements UserRepositoryContract {
    @AutoClose
    private static final OpenAsync async = new OpenAsync();

    @Override
    public UserRepository repository() {
        return async.persistence.users();
    }

    @Nested
    class InBatches implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return new CoalescingUserRepository(
                    R2dbcUserRepositoryTest.this.repository(), CoalesceConfig.DEFAULT, CoalesceObserver.NONE);
        }
    }
}
