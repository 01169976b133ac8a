package io.twinpath.domain.settings;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toMap;

import io.twinpath.domain.Version;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.write.InMemoryWriteLedger;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Settings in memory, those of {@link SettingsFixtures} at first. */
public final class InMemorySettings implements SettingsQuery, SettingsWriter {
    private final Map<UserId, GuardedSettings> settings = new ConcurrentHashMap<>();
    private final InMemoryWriteLedger ledger;

    public InMemorySettings(Credentials... users) {
        this(new InMemoryWriteLedger(), users);
    }

    public InMemorySettings(InMemoryWriteLedger ledger, Credentials... users) {
        this.ledger = ledger;
        Arrays.stream(users).forEach(each -> settings.put(each.user().id(), SettingsFixtures.of(each.user())));
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

    @Override
    public CompletionStage<Optional<UserSettings>> change(Write write, SettingsChange change) {
        synchronized (ledger) {
            GuardedSettings before = settings.get(write.user());
            return before == null
                    ? completedFuture(Optional.empty())
                    : ledger.make(write, before.admission(), before.settings().version(), () -> {
                        UserSettings after = applied(before.settings(), change);
                        settings.put(write.user(), new GuardedSettings(before.admission(), after));
                        return after;
                    });
        }
    }

    /** What becomes of settings by a change, but for the moment. */
    public static UserSettings applied(UserSettings before, SettingsChange change) {
        NotificationPreferences notifications = before.notifications();
        return new UserSettings(
                or(change.theme(), before.theme()),
                or(change.locale(), before.locale()),
                or(change.timezone(), before.timezone()),
                new NotificationPreferences(
                        or(change.notifyByEmail(), notifications.email()),
                        or(change.notifyByPush(), notifications.push()),
                        or(change.notifyBySms(), notifications.sms()),
                        or(change.digest(), notifications.digest())),
                new Version(before.version().value() + 1),
                Instant.now());
    }

    private static <T> T or(T given, T before) {
        return Objects.requireNonNullElse(given, before);
    }
}
