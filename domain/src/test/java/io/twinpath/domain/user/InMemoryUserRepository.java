package io.twinpath.domain.user;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Users in memory; a real repository with nothing behind it. */
public final class InMemoryUserRepository implements UserRepository {
    private final List<Credentials> users;

    public InMemoryUserRepository(Credentials... users) {
        this.users = List.of(users);
    }

    @Override
    public CompletionStage<Optional<User>> findById(UserId id) {
        return completedFuture(find(user -> user.id().equals(id)).map(Credentials::user));
    }

    @Override
    public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
        return completedFuture(users.stream()
                .map(Credentials::user)
                .filter(user -> ids.contains(user.id()))
                .collect(toMap(User::id, user -> user)));
    }

    @Override
    public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
        return completedFuture(find(user -> name instanceof LoginName.ByUsername byUsername
                ? byUsername.username().equals(user.username())
                : name.equals(new LoginName.ByEmail(user.email()))));
    }

    private Optional<Credentials> find(Predicate<User> wanted) {
        return users.stream().filter(each -> wanted.test(each.user())).findFirst();
    }
}
