package io.twinpath.application.fallback;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.domain.Outcome;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.InMemoryWriteLedger;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.UserWriterContract;
import io.twinpath.domain.write.WriteLedger;
import io.twinpath.domain.write.WriterContract;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;

/** The contract of the port holds whichever way the primary breaks, and when it did the write but nobody heard of it. */
class FallbackUserWriterTest {
    abstract static class Contract implements UserWriterContract {
        final InMemoryWriteLedger ledger = new InMemoryWriteLedger();
        final InMemoryUserRepository store = new InMemoryUserRepository(ledger, ann(), bob(), eve());

        UserWriter over(UserWriter primary) {
            return new FallbackUserWriter(primary, store, FallbackTest.impatient());
        }

        @Override
        public UserRepository repository() {
            return store;
        }

        @Override
        public WriteLedger ledger() {
            return ledger;
        }
    }

    /** A refusal by the secondary that may not hold any more as the primary's attempt arrives leaves the doubt. */
    abstract static class InDoubt extends Contract {
        @Override
        public void one_user_s_writes_are_bounded_till_the_ledger_forgets_them() {
            for (int i = 0; i < MAX_WRITES; i++) {
                Outcome.of(write(WriterContract.by(ann().user()), i));
            }
            assertThat(Outcome.failureOf(write(WriterContract.by(ann().user()), 99)))
                    .isInstanceOf(OutcomeUnknown.class);
        }

        @Override
        public void a_username_or_address_in_use_is_taken_in_any_case_and_nothing_is_written() {
            UserChange taken = UserChange.ofProfile(bob().user().username(), null, null);
            assertThat(Outcome.failureOf(writer().change(WriterContract.by(ann().user()), taken)))
                    .isInstanceOf(OutcomeUnknown.class);
            assertThat(read(ann().user().id())).isEqualTo(ann().user());
        }
    }

    @Nested
    class PrimaryUp extends Contract {
        @Override
        public UserWriter writer() {
            return new FallbackUserWriter(store, (write, change) -> Broken.FAILING.stage(), FallbackTest.impatient());
        }
    }

    @Nested
    class PrimaryWhoseAnswersAreLost extends Contract {
        @Override
        public UserWriter writer() {
            return over((write, change) -> store.change(write, change)
                    .thenCompose(done -> CompletableFuture.failedStage(
                            new OutcomeUnknown(Reason.OUTAGE, "the connection was lost", null))));
        }
    }

    @Nested
    class PrimaryFailing extends Contract {
        @Override
        public UserWriter writer() {
            return over((write, change) -> Broken.FAILING.stage());
        }
    }

    @Nested
    class PrimaryHanging extends InDoubt {
        @Override
        public UserWriter writer() {
            return over((write, change) -> Broken.HANGING.stage());
        }
    }

    @Nested
    class PrimaryThrowing extends Contract {
        @Override
        public UserWriter writer() {
            return over((write, change) -> Broken.THROWING.stage());
        }
    }

    @Nested
    class PrimaryThrowingAnError extends Contract {
        @Override
        public UserWriter writer() {
            return over((write, change) -> Broken.THROWING_AN_ERROR.stage());
        }
    }

    @Nested
    class PrimaryDefective extends InDoubt {
        @Override
        public UserWriter writer() {
            return over((write, change) -> Broken.DEFECTIVE.stage());
        }
    }

    @Nested
    class PrimaryCompletingWithNull extends InDoubt {
        @Override
        public UserWriter writer() {
            return over((write, change) -> Broken.COMPLETING_WITH_NULL.stage());
        }
    }

    @Nested
    class PrimaryReturningNull extends Contract {
        @Override
        public UserWriter writer() {
            return over((write, change) -> Broken.RETURNING_NULL.stage());
        }
    }
}
