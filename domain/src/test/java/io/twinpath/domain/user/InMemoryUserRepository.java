package io.twinpath.domain.user;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.stream.Collectors.toMap;

import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.NotFound;
import io.twinpath.domain.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Users in memory, to read and to administer; real ports with nothing behind them. */
public final class InMemoryUserRepository implements UserRepository, UserDirectory {
    private final List<Credentials> users;

    public InMemoryUserRepository(Credentials... users) {
        this.users = new CopyOnWriteArrayList<>(users);
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

    @Override
    public CompletionStage<User> add(NewUser added) {
        if (find(user -> user.username().equals(added.username())).isPresent()) {
            return failedFuture(new AlreadyTaken("username"));
        }
        if (find(user -> user.email().equals(added.email())).isPresent()) {
            return failedFuture(new AlreadyTaken("email"));
        }
        Instant now = Instant.now();
        User user = new User(
                new UserId(users.size() + 1L),
                added.username(),
                added.email(),
                added.fullName(),
                added.role(),
                new Admission(true, Instant.EPOCH),
                Version.FIRST,
                now,
                now);
        users.add(new Credentials(user, added.passwordHash()));
        return completedFuture(user);
    }

    @Override
    public CompletionStage<List<User>> list(Optional<UserId> after, int limit) {
        return completedFuture(users.stream()
                .map(Credentials::user)
                .filter(user -> user.id().value() > after.map(UserId::value).orElse(0L))
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<User> deactivate(Username username) {
        return change(
                username,
                each -> changed(
                        each, new Admission(false, each.user().admission().tokensValidAfter()), each.passwordHash()));
    }

    @Override
    public CompletionStage<User> setPassword(Username username, PasswordHash hash, Instant now) {
        return change(
                username,
                each -> changed(each, new Admission(each.user().admission().active(), now), hash));
    }

    private CompletionStage<User> change(Username username, UnaryOperator<Credentials> change) {
        Optional<Credentials> before = find(user -> user.username().equals(username));
        before.ifPresent(each -> users.set(users.indexOf(each), change.apply(each)));
        return before.isEmpty()
                ? failedFuture(new NotFound("user " + username))
                : findById(before.get().user().id()).thenApply(Optional::orElseThrow);
    }

    private static Credentials changed(Credentials before, Admission admission, PasswordHash hash) {
        User user = before.user();
        return new Credentials(
                new User(
                        user.id(),
                        user.username(),
                        user.email(),
                        user.fullName(),
                        user.role(),
                        admission,
                        new Version(user.version().value() + 1),
                        user.createdAt(),
                        Instant.now()),
                hash);
    }

    private Optional<Credentials> find(Predicate<User> wanted) {
        return users.stream().filter(each -> wanted.test(each.user())).findFirst();
    }
}
