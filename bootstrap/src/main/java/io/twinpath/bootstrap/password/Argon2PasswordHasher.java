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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Executor executor;
    private final LongSupplier nanoTime;
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
        return later(() -> new PasswordHash(com.password4j.Password.hash(password.value())
                .addRandomSalt(SALT_BYTES)
                .with(argon2)
                .getResult()));
    }

    @Override
    public CompletionStage<Boolean> matches(Password password, PasswordHash hash) {
        return later(() -> com.password4j.Password.check(password.value(), hash.encoded())
                .with(Argon2Function.getInstanceFromHash(hash.encoded())));
    }

    @Override
    public PasswordHash unmatchable() {
        return unmatchable;
    }

    private <T> CompletionStage<T> later(Supplier<T> work) {
        try {
            long asked = nanoTime.getAsLong();
            return CompletableFuture.supplyAsync(
                    () -> {
                        if (nanoTime.getAsLong() - asked > MAX_WAIT.toNanos()) {
                            throw new Overloaded("password checks");
                        }
                        return work.get();
                    },
                    executor);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(new Overloaded("password checks"));
        }
    }

    private String base64(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
