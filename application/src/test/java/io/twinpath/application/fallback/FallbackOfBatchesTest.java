package io.twinpath.application.fallback;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.coalesce.CoalesceConfig;
import io.twinpath.application.coalesce.CoalesceObserver;
import io.twinpath.application.coalesce.CoalescingSettingsQuery;
import io.twinpath.domain.Outcome;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserFixtures;
import io.twinpath.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Both paths gather their reads, one batch at a time, below the fallback. */
class FallbackOfBatchesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final CoalesceConfig ONE_AT_A_TIME = new CoalesceConfig(1000, 1, 1, LONG, 1000, LONG);
    private static final GuardedSettings ROW =
            SettingsFixtures.of(UserFixtures.ann().user());

    private final List<CompletableFuture<?>> primary = new CopyOnWriteArrayList<>();
    private final List<Set<UserId>> secondary = new ArrayList<>();
    private final AtomicInteger failedRequests = new AtomicInteger();
    private final AtomicInteger servedRequests = new AtomicInteger();

    private SettingsQuery settings(Duration primaryLimit) {
        Fallback fallback = new Fallback(
                "async",
                "sync",
                new FallbackConfig(LONG, primaryLimit, LONG, new FallbackConfig.Breaker(20, 5, LONG, 3)),
                new FallbackObserver() {
                    @Override
                    public void failed(String path, StoreFailure failure) {
                        failedRequests.incrementAndGet();
                    }

                    @Override
                    public void called(Operation operation, Optional<String> servedBy, Duration took) {
                        servedRequests.incrementAndGet();
                    }
                },
                Clock.systemUTC(),
                path -> true);
        SettingsQuery open = new SettingsQuery() {
            @Override
            public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
                return asked();
            }

            @Override
            public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
                return asked();
            }
        };
        SettingsQuery well = new SettingsQuery() {
            @Override
            public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
                secondary.add(Set.of(user));
                return CompletableFuture.completedStage(Optional.of(ROW));
            }

            @Override
            public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
                secondary.add(Set.copyOf(users));
                return CompletableFuture.completedStage(users.stream().collect(toMap(user -> user, user -> ROW)));
            }
        };
        return new FallbackSettingsQuery(gathered(open), gathered(well), fallback);
    }

    private static SettingsQuery gathered(SettingsQuery each) {
        return new CoalescingSettingsQuery(each, ONE_AT_A_TIME, CoalesceObserver.NONE);
    }

    private <T> CompletableFuture<T> asked() {
        CompletableFuture<T> question = new CompletableFuture<>();
        primary.add(question);
        return question;
    }

    private static List<CompletableFuture<Optional<GuardedSettings>>> findMany(SettingsQuery settings) {
        return LongStream.rangeClosed(1, 50)
                .mapToObj(UserId::new)
                .map(settings::findByUser)
                .map(CompletionStage::toCompletableFuture)
                .toList();
    }

    private void fail(int number) {
        primary.get(number).completeExceptionally(new StoreUnavailable(Reason.OUTAGE, "the server is gone"));
    }

    @Test
    void a_batch_that_fails_falls_over_as_a_whole_and_each_request_is_counted() {
        SettingsQuery settings = settings(LONG);
        var callers = findMany(settings);
        fail(0);
        fail(1);
        callers.forEach(caller -> assertThat(Outcome.of(caller)).contains(ROW));
        assertThat(failedRequests).hasValue(50);
        assertThat(servedRequests).hasValue(50);
        assertThat(secondary.stream().mapToInt(Set::size).sum()).isEqualTo(50);
    }

    @Test
    void a_statement_that_fails_is_one_failure_to_the_breaker_however_many_wait_for_it() {
        SettingsQuery settings = settings(LONG);
        findMany(settings);
        fail(0);
        fail(1);
        for (int statement = 2; statement < 5; statement++) {
            settings.findByUser(new UserId(1));
            assertThat(primary).as("the primary is still asked").hasSize(statement + 1);
            fail(statement);
        }
        settings.findByUser(new UserId(1));
        assertThat(primary).as("left alone after five statements").hasSize(5);
    }

    @Test
    void a_statement_that_never_answers_is_one_failure_too() {
        SettingsQuery settings = settings(Duration.ofMillis(100));
        findMany(settings).forEach(Outcome::of);
        int statements = primary.size();
        assertThat(statements).as("too few for a breaker of five").isLessThan(5);
        await().until(() -> {
            settings.findByUser(new UserId(1));
            return primary.size() > statements;
        });
        assertThat(primary.subList(0, statements)).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void statements_that_succeed_weigh_no_more_than_those_that_fail() {
        SettingsQuery settings = settings(LONG);
        for (int i = 0; i < 3; i++) {
            findMany(settings);
            fail(2 * i);
            complete(primary.get(2 * i + 1));
        }
        assertThat(primary).hasSize(6);
        settings.findByUser(new UserId(1));
        assertThat(primary)
                .as("of six statements three failed, and 147 of 150 requests did not")
                .hasSize(6);
    }

    @SuppressWarnings("unchecked")
    private static void complete(CompletableFuture<?> question) {
        ((CompletableFuture<Map<UserId, GuardedSettings>>) question).complete(Map.of());
    }
}
