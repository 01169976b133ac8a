package io.twinpath.application.login;

import io.twinpath.application.access.AccessDenied;
import io.twinpath.application.access.TooManyLogins;
import io.twinpath.application.login.Allowances.Charge;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds back who guesses passwords, before anything is asked or hashed. Wrong passwords count, and attempts in progress as if they
 * were wrong, in a quarter of an hour: so many of one account from one address, ten times as many from one address, three times
 * as many of one account from all addresses it was not lately entered from. Past the last an address has one attempt.
 */
public final class LoginThrottle {
    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final int OF_ADDRESS = 10;
    private static final int OF_ACCOUNT = 3;
    private static final int REMEMBERED = 100_000;

    private final int failures;
    private final Keys keys = new Keys();
    private final KnownAddresses known = new KnownAddresses();
    private final Allowances allowances;
    private final ThrottleLog log;

    private LoginThrottle(int failures, LongSupplier nanoTime) {
        this.failures = failures;
        this.allowances = new Allowances(PERIOD, REMEMBERED, nanoTime);
        this.log = new ThrottleLog(nanoTime);
    }

    /**
     * With all allowances full.
     *
     * @param failures of one account from one address in a quarter of an hour; at least one
     */
    public static LoginThrottle of(int failures) {
        return of(failures, System::nanoTime);
    }

    static LoginThrottle of(int failures, LongSupplier nanoTime) {
        return new LoginThrottle(failures, nanoTime);
    }

    /** Holds nobody back. */
    public static LoginThrottle off() {
        return of(0);
    }

    /** Fails with {@link TooManyLogins} or as {@code check} does, where {@link AccessDenied} is a wrong password. */
    CompletionStage<User> logIn(String account, InetAddress from, Supplier<CompletionStage<User>> check) {
        Key everywhere = keys.account(account);
        Key here = keys.accountAt(account, from);
        return guarded(
                        () -> hold(waysIn(everywhere, here, from), everywhere, from.getHostAddress()),
                        check,
                        AccessDenied.class)
                .thenApply(user -> {
                    remember(everywhere, here);
                    return user;
                });
    }

    /** Fails with {@link TooManyLogins} or as {@code change} does, where {@link InvalidValue} is a wrong password. */
    CompletionStage<User> changePassword(UserId user, Supplier<CompletionStage<User>> change) {
        Key key = keys.user(user);
        return guarded(
                () -> hold(List.of(List.of(charge(key, 1))), key, "a change of password"), change, InvalidValue.class);
    }

    /** How many keys something is remembered of. */
    synchronized int size() {
        return allowances.size();
    }

    /** Others' failures leave alone what an address has that the account was lately entered from. */
    private List<List<Charge>> waysIn(Key everywhere, Key here, InetAddress from) {
        if (known.contains(everywhere, here)) {
            return List.of(List.of(charge(here, 1)));
        }
        Charge ofAddress = charge(keys.address(from), OF_ADDRESS);
        return List.of(
                List.of(ofAddress, charge(here, 1), charge(everywhere, OF_ACCOUNT)),
                List.of(ofAddress, Charge.of(here, PERIOD, 1)));
    }

    private Charge charge(Key key, int times) {
        return Charge.of(key, PERIOD, failures * times);
    }

    private CompletionStage<User> guarded(
            Supplier<List<Charge>> entry,
            Supplier<CompletionStage<User>> work,
            Class<? extends RuntimeException> wrongPassword) {
        if (failures == 0) {
            return work.get();
        }
        List<Charge> held;
        try {
            synchronized (this) {
                held = entry.get();
            }
        } catch (TooManyLogins refused) {
            return CompletableFuture.failedStage(refused);
        }
        return CompletableFuture.completedStage(held)
                .thenCompose(entered -> work.get())
                .whenComplete((user, thrown) -> settle(held, wrongPassword.isInstance(cause(thrown))));
    }

    /** Of the first way that is open. */
    private List<Charge> hold(List<List<Charge>> ways, Key account, String from) {
        Duration least = PERIOD;
        for (List<Charge> way : ways) {
            Duration wait = way.stream()
                    .map(allowances::waitFor)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            if (wait.isZero()) {
                way.forEach(allowances::hold);
                return way;
            }
            least = wait.compareTo(least) < 0 ? wait : least;
        }
        log.throttled(account, from, least);
        throw new TooManyLogins(least);
    }

    private synchronized void settle(List<Charge> held, boolean wrong) {
        held.forEach(wrong ? allowances::make : allowances::drop);
    }

    private synchronized void remember(Key everywhere, Key here) {
        if (failures > 0) {
            known.add(everywhere, here);
            allowances.restore(here);
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable thrown) {
        return thrown instanceof CompletionException ? thrown.getCause() : thrown;
    }
}
