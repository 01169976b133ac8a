package io.twinpath.persistence.sync;

import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.UserRepositoryContract;
import org.junit.jupiter.api.AutoClose;

class JdbiUserRepositoryTest implements UserRepositoryContract {
    @AutoClose
    private static final OpenSync sync = new OpenSync();

    @Override
    public UserRepository repository() {
        return sync.persistence.users();
    }
}
