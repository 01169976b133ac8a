package io.twinpath.bench;

import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserFixtures;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A store that answers when it is told to, always with the same. */
public final class LateStore implements UserRepository, SettingsQuery {
    private final Queue<Runnable> answers = new ArrayDeque<>();
    private final User user = UserFixtures.bob().user();
    private final GuardedSettings settings = SettingsFixtures.of(user);

    /** What was asked, and what is asked because of that. */
    public void answer() {
        for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
            next.run();
        }
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return later(() -> Optional.of(user));
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return later(() -> each(ids, user));
    }

    @Override
    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId id) {
        return later(() -> Optional.of(settings));
    }

    @Override
    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> ids) {
        return later(() -> each(ids, settings));
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        throw new UnsupportedOperationException();
    }

    private <T> CompletionStage<T> later(Supplier<T> found) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        answers.add(() -> answer.complete(found.get()));
        return answer;
    }

    private static <T> Map<UserId, T> each(Set<UserId> ids, T row) {
        Map<UserId, T> found = new HashMap<>();
        ids.forEach(id -> found.put(id, row));
        return found;
    }
}
