package io.twinpath.bootstrap.service;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Settings whose rows are under way for a while after the database has seen to them, as they are on a longer way to it. */
record LateAnswers(SettingsQuery near) implements SettingsQuery {
    private static final int LONGEST_MILLIS = 80;

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return late(near.findByUser(user));
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        return late(near.findByUsers(users));
    }

    private static <T> CompletionStage<T> late(CompletionStage<T> answer) {
        CompletableFuture<T> late = answer.thenApplyAsync(
                        found -> found,
                        CompletableFuture.delayedExecutor(
                                ThreadLocalRandom.current().nextInt(LONGEST_MILLIS),
                                TimeUnit.MILLISECONDS,
                                Runnable::run))
                .toCompletableFuture();
        late.whenComplete((found, failure) -> {
            if (late.isCancelled()) {
                answer.toCompletableFuture().cancel(true);
            }
        });
        return late;
    }
}
