package io.twinpath.persistence.async;

import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.UserRepositoryContract;
import org.junit.jupiter.api.AutoClose;

class R2dbcUserRepositoryTest implements UserRepositoryContract {
    @AutoClose
    private static final OpenAsync async = new OpenAsync();

    @Override
    public UserRepository repository() {
        return async.persistence.users();
    }
}
