package io.twinpath.domain.user;

import static java.util.Objects.requireNonNullElse;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.stream.Collectors.toMap;

import io.twinpath.domain.AlreadyTaken;
import io.twinpath.domain.NotFound;
import io.twinpath.domain.Version;
import io.twinpath.domain.write.InMemoryWriteLedger;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
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
public final class InMemoryUserRepository implements UserRepository, UserDirectory, UserWriter {
    private final List<Credentials> users;
    private final InMemoryWriteLedger ledger;

    public InMemoryUserRepository(Credentials... users) {
        this(new InMemoryWriteLedger(), users);
    }

    public InMemoryUserRepository(InMemoryWriteLedger ledger, Credentials... users) {
        this.ledger = ledger;
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
    public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
        return completedFuture(find(user -> user.id().equals(id)));
    }

    @Override
    public CompletionStage<Optional<User>> change(Write write, UserChange change) {
        synchronized (ledger) {
            Optional<Credentials> found = find(user -> user.id().equals(write.user()));
            if (found.isEmpty()) {
                return completedFuture(Optional.empty());
            }
            Credentials before = found.get();
            return ledger.make(write, before.user().admission(), before.user().version(), () -> {
                requireFree(before.user(), "username", user -> user.username().equals(change.username()));
                requireFree(before.user(), "email", user -> user.email().equals(change.email()));
                Credentials after = applied(before, change);
                users.set(users.indexOf(before), after);
                return after.user();
            });
        }
    }

    private void requireFree(User own, String field, Predicate<User> taken) {
        if (find(taken.and(user -> !user.id().equals(own.id()))).isPresent()) {
            throw new AlreadyTaken(field);
        }
    }

    private static Credentials applied(Credentials before, UserChange change) {
        User user = before.user();
        Instant validAfter = user.admission().tokensValidAfter();
        Instant changedTo = requireNonNullElse(change.tokensValidAfter(), validAfter);
        Admission admission =
                new Admission(user.admission().active(), changedTo.isBefore(validAfter) ? validAfter : changedTo);
        User named = new User(
                user.id(),
                requireNonNullElse(change.username(), user.username()),
                requireNonNullElse(change.email(), user.email()),
                requireNonNullElse(change.fullName(), user.fullName()),
                user.role(),
                user.admission(),
                user.version(),
                user.createdAt(),
                user.updatedAt());
        PasswordHash hash = requireNonNullElse(change.passwordHash(), before.passwordHash());
        return changed(new Credentials(named, hash), admission, hash);
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
