package io.twinpath.bootstrap.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.twinpath.application.access.Overloaded;
import io.twinpath.application.login.Password;
import io.twinpath.application.login.PasswordHasher;
import io.twinpath.domain.user.PasswordHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Argon2id with 19 MiB, 2 passes and 1 lane (OWASP password storage cheat sheet), on a bounded executor of its own. */
public final class Argon2PasswordHasher implements PasswordHasher {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** Who has waited longer has little left of a call's two seconds, and is given up rather than checked for nobody. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final SecureRandom random = new SecureRandom();
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final AtomicInteger hashing = new AtomicInteger();
    private final PasswordHash unmatchable;

    /** @param executor bounds how many are hashed at a time and how many wait, and rejects past that */
    public Argon2PasswordHasher(Executor executor) {
        this(executor, System::nanoTime);
    }

    Argon2PasswordHasher(Executor executor, LongSupplier nanoTime) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.unmatchable = new PasswordHash("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$"
                + base64(SALT_BYTES) + "$" + base64(HASH_BYTES));
    }

    @Override
    public CompletionStage<PasswordHash> hash(Password password) {
        return later(() -> hashed(password));
    }

    @Override
    public CompletionStage<Boolean> matches(Password password, PasswordHash hash) {
        return later(() -> com.password4j.Password.check(password.value(), hash.encoded())
                .with(Argon2Function.getInstanceFromHash(hash.encoded())));
    }

    @Override
    public CompletionStage<Optional<PasswordHash>> upgrade(Password password, PasswordHash hash) {
        return isWeak(Argon2Function.getInstanceFromHash(hash.encoded())) && hashing.get() == 0
                ? hash(password).thenApply(Optional::of)
                : CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public PasswordHash unmatchable() {
        return unmatchable;
    }

    private PasswordHash hashed(Password password) {
        return new PasswordHash(com.password4j.Password.hash(password.value())
                .addRandomSalt(SALT_BYTES)
                .with(argon2())
                .getResult());
    }

    /** It has the memory in its hands from the first time that it is asked for, so not before there is a password. */
    private static Argon2Function argon2() {
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }

    private static boolean isWeak(Argon2Function function) {
        return function.getVariant() != Argon2.ID
                || function.getMemory() < MEMORY_KIB
                || function.getIterations() < PASSES
                || function.getOutputLength() < HASH_BYTES;
    }

    /** A task is no longer counted when its stage ends, so that who follows a check finds others alone. */
    private <T> CompletionStage<T> later(Supplier<T> work) {
        hashing.incrementAndGet();
        try {
            long asked = nanoTime.getAsLong();
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            if (nanoTime.getAsLong() - asked > MAX_WAIT.toNanos()) {
                                throw new Overloaded("password checks");
                            }
                            return work.get();
                        } finally {
                            hashing.decrementAndGet();
                        }
                    },
                    executor);
        } catch (RejectedExecutionException full) {
            hashing.decrementAndGet();
            return CompletableFuture.failedStage(new Overloaded("password checks"));
        }
    }

    private String base64(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
