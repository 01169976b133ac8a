package io.twinpath.domain.settings;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toMap;

import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.UserId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The settings of {@link SettingsFixtures} in memory. */
public final class InMemorySettingsQuery implements SettingsQuery {
    private final Map<UserId, GuardedSettings> settings;

    public InMemorySettingsQuery(Credentials... users) {
        this.settings =
                Arrays.stream(users).collect(toMap(each -> each.user().id(), each -> SettingsFixtures.of(each.user())));
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
        return completedFuture(Optional.ofNullable(settings.get(user)));
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
        return completedFuture(
                users.stream().filter(settings::containsKey).collect(toMap(Function.identity(), settings::get)));
    }
}
