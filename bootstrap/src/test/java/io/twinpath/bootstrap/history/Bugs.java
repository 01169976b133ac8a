package io.twinpath.bootstrap.history;

import io.r2dbc.spi.R2dbcException;
import io.twinpath.bootstrap.service.PlantedService.Bug;
import io.twinpath.domain.OutcomeUnknown;
import io.twinpath.domain.StoreFailure;
import io.twinpath.domain.Version;
import io.twinpath.domain.VersionConflict;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.write.SettingsChange;
import io.twinpath.domain.write.SettingsWriter;
import io.twinpath.domain.write.Write;
import io.twinpath.domain.write.WriteId;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a write path must not do, each of it in a few lines that look as if they helped. */
final class Bugs {
    private static final int ALL_FIELDS = 7;

    private Bugs() {}

    /** A way to write that makes another of a clean one. */
    private interface Twist {
        CompletionStage<Optional<UserSettings>> change(
                SettingsWriter clean, SettingsQuery reads, Write write, SettingsChange change);
    }

    static Bug none() {
        return new Bug() {};
    }

    /** No answer? Do it again. */
    static Bug blindRetry() {
        return onEachPath((clean, reads, write, change) -> instead(
                clean.change(write, change),
                OutcomeUnknown.class::isInstance,
                () -> clean.change(with(WriteId.random(), write), change)));
    }

    /** No answer? Then it was not done. */
    static Bug ambiguousTakenForFailed() {
        return onEachPath((clean, reads, write, change) ->
                instead(clean.change(write, change), OutcomeUnknown.class::isInstance, Bugs::refusal));
    }

    /** The server ended the connection, so it cannot have done it. */
    static Bug fatalTakenForDefinite() {
        return onEachPath((clean, reads, write, change) ->
                instead(clean.change(write, change), Bugs::isEndedByAdministrator, Bugs::refusal));
    }

    /** Another path, another write. */
    static Bug freshIdOnTheOtherPath() {
        return onSecondary((clean, reads, write, change) -> clean.change(with(WriteId.random(), write), change));
    }

    /** Looks at the version only, and not whether it was this very write that made it. */
    static Bug refusalWithoutProbe() {
        return onEachPath((clean, reads, write, change) -> reads.findByUser(write.user())
                .thenCompose(found -> isOutdated(write, found) ? refusal() : clean.change(write, change)));
    }

    /** The document is whole, so it may replace anything. */
    static Bug guardDroppedOnPut() {
        return new Bug() {
            @Override
            public SettingsWriter writer(SettingsWriter clean, SettingsQuery reads) {
                return (write, change) -> change.fields().size() == ALL_FIELDS
                        ? clean.change(based(Optional.empty(), write), change)
                        : clean.change(write, change);
            }
        };
    }

    /** What will be written is known, so why wait for it. */
    static Bug acknowledgedBeforeCommit() {
        return new Bug() {
            @Override
            public SettingsWriter writer(SettingsWriter clean, SettingsQuery reads) {
                return (write, change) -> reads.findByUser(write.user()).thenCompose(found -> {
                    CompletionStage<Optional<UserSettings>> written = clean.change(write, change);
                    return change.locale() == null || found.isEmpty() || isOutdated(write, found)
                            ? written
                            : CompletableFuture.completedStage(found.map(row -> foretold(row.settings(), change)));
                });
            }
        };
    }

    /** Settings hardly ever change. */
    static Bug cachedRead() {
        Map<UserId, Optional<GuardedSettings>> cache = new ConcurrentHashMap<>();
        return onReads((clean, user) -> cache.containsKey(user)
                ? CompletableFuture.completedStage(cache.remove(user))
                : clean.findByUser(user).thenApply(found -> {
                    cache.put(user, found);
                    return found;
                }));
    }

    /** An old answer is better than none. */
    static Bug staleFallbackAnswer() {
        Map<UserId, Optional<GuardedSettings>> last = new ConcurrentHashMap<>();
        return onReads((clean, user) -> instead(
                clean.findByUser(user).thenApply(found -> {
                    last.put(user, found);
                    return found;
                }),
                failure -> failure instanceof StoreFailure && last.containsKey(user),
                () -> CompletableFuture.completedStage(last.get(user))));
    }

    /** Somebody has just asked for that, and their answer is on its way. */
    static Bug joinsAStatementAlreadySent() {
        Map<UserId, CompletionStage<Optional<GuardedSettings>>> sent = new ConcurrentHashMap<>();
        return onReads((clean, user) -> {
            CompletionStage<Optional<GuardedSettings>> underWay = sent.get(user);
            if (underWay != null) {
                return underWay;
            }
            CompletionStage<Optional<GuardedSettings>> answer = clean.findByUser(user);
            sent.put(user, answer);
            return answer.whenComplete((found, failure) -> sent.remove(user, answer));
        });
    }

    private static Bug onEachPath(Twist twist) {
        return new Bug() {
            @Override
            public SettingsWriter primary(SettingsWriter clean, SettingsQuery reads) {
                return (write, change) -> twist.change(clean, reads, write, change);
            }

            @Override
            public SettingsWriter secondary(SettingsWriter clean, SettingsQuery reads) {
                return primary(clean, reads);
            }
        };
    }

    private static Bug onSecondary(Twist twist) {
        return new Bug() {
            @Override
            public SettingsWriter secondary(SettingsWriter clean, SettingsQuery reads) {
                return (write, change) -> twist.change(clean, reads, write, change);
            }
        };
    }

    private interface Reading {
        CompletionStage<Optional<GuardedSettings>> findByUser(SettingsQuery clean, UserId user);
    }

    private static Bug onReads(Reading reading) {
        return new Bug() {
            @Override
            public SettingsQuery query(SettingsQuery clean) {
                return new SettingsQuery() {
                    @Override
                    public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
                        return reading.findByUser(clean, user);
                    }

                    @Override
                    public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
                        return clean.findByUsers(users);
                    }
                };
            }
        };
    }

    private static <T> CompletionStage<T> instead(
            CompletionStage<T> stage, Predicate<Throwable> failure, Supplier<CompletionStage<T>> other) {
        return stage.exceptionallyCompose(thrown -> {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            return failure.test(cause) ? other.get() : CompletableFuture.failedStage(cause);
        });
    }

    private static <T> CompletionStage<T> refusal() {
        return CompletableFuture.failedStage(new VersionConflict(Version.FIRST));
    }

    private static boolean isEndedByAdministrator(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if ((each instanceof SQLException sql && "57P01".equals(sql.getSQLState()))
                    || (each instanceof R2dbcException r2dbc && "57P01".equals(r2dbc.getSqlState()))) {
                return failure instanceof OutcomeUnknown;
            }
        }
        return false;
    }

    private static boolean isOutdated(Write write, Optional<GuardedSettings> found) {
        return write.base().isPresent()
                && found.map(row -> row.settings().version())
                        .filter(write.base().get()::equals)
                        .isEmpty();
    }

    private static UserSettings foretold(UserSettings before, SettingsChange change) {
        return new UserSettings(
                change.theme() == null ? before.theme() : change.theme(),
                change.locale(),
                before.timezone(),
                before.notifications(),
                new Version(before.version().value() + 1),
                before.updatedAt());
    }

    private static Write with(WriteId id, Write write) {
        return new Write(id, write.user(), write.authorisedAt(), write.base(), write.fingerprint(), write.requestId());
    }

    private static Write based(Optional<Version> base, Write write) {
        return new Write(write.id(), write.user(), write.authorisedAt(), base, write.fingerprint(), write.requestId());
    }
}
