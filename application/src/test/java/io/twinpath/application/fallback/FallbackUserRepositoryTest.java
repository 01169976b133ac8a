package io.twinpath.application.fallback;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.user.UserRepositoryContract;
import org.junit.jupiter.api.Nested;

/** The contract of the port holds whichever way the primary breaks. */
class FallbackUserRepositoryTest {
    private static UserRepository over(UserRepository primary) {
        return new FallbackUserRepository(primary, healthy(), FallbackTest.impatient());
    }

    private static UserRepository healthy() {
        return new InMemoryUserRepository(ann(), bob(), eve());
    }

    @Nested
    class PrimaryUp implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return new FallbackUserRepository(
                    healthy(), new BrokenUserRepository(Broken.FAILING), FallbackTest.impatient());
        }
    }

    @Nested
    class PrimaryFailing implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return over(new BrokenUserRepository(Broken.FAILING));
        }
    }

    @Nested
    class PrimaryHanging implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return over(new BrokenUserRepository(Broken.HANGING));
        }
    }

    @Nested
    class PrimaryThrowing implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return over(new BrokenUserRepository(Broken.THROWING));
        }
    }

    @Nested
    class PrimaryThrowingAnError implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return over(new BrokenUserRepository(Broken.THROWING_AN_ERROR));
        }
    }

    @Nested
    class PrimaryDefective implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return over(new BrokenUserRepository(Broken.DEFECTIVE));
        }
    }

    @Nested
    class PrimaryCompletingWithNull implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return over(new BrokenUserRepository(Broken.COMPLETING_WITH_NULL));
        }
    }

    @Nested
    class PrimaryReturningNull implements UserRepositoryContract {
        @Override
        public UserRepository repository() {
            return over(new BrokenUserRepository(Broken.RETURNING_NULL));
        }
    }
}
