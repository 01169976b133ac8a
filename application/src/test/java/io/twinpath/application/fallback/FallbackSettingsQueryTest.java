package io.twinpath.application.fallback;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;

import io.twinpath.domain.settings.InMemorySettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.SettingsQueryContract;
import org.junit.jupiter.api.Nested;

/** The contract of the port holds whichever way the primary breaks. */
class FallbackSettingsQueryTest {
    private static SettingsQuery over(SettingsQuery primary) {
        return new FallbackSettingsQuery(primary, healthy(), FallbackTest.impatient());
    }

    private static SettingsQuery healthy() {
        return new InMemorySettings(ann(), bob(), eve());
    }

    @Nested
    class PrimaryUp implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return new FallbackSettingsQuery(
                    healthy(), new BrokenSettingsQuery(Broken.FAILING), FallbackTest.impatient());
        }
    }

    @Nested
    class PrimaryFailing implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return over(new BrokenSettingsQuery(Broken.FAILING));
        }
    }

    @Nested
    class PrimaryHanging implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return over(new BrokenSettingsQuery(Broken.HANGING));
        }
    }

    @Nested
    class PrimaryThrowing implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return over(new BrokenSettingsQuery(Broken.THROWING));
        }
    }

    @Nested
    class PrimaryThrowingAnError implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return over(new BrokenSettingsQuery(Broken.THROWING_AN_ERROR));
        }
    }

    @Nested
    class PrimaryDefective implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return over(new BrokenSettingsQuery(Broken.DEFECTIVE));
        }
    }

    @Nested
    class PrimaryCompletingWithNull implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return over(new BrokenSettingsQuery(Broken.COMPLETING_WITH_NULL));
        }
    }

    @Nested
    class PrimaryReturningNull implements SettingsQueryContract {
        @Override
        public SettingsQuery query() {
            return over(new BrokenSettingsQuery(Broken.RETURNING_NULL));
        }
    }
}
