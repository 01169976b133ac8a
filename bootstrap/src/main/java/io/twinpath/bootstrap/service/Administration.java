package io.twinpath.bootstrap.service;

import io.twinpath.application.administration.UserAdministration;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.login.Password;
import io.twinpath.application.login.PasswordHasher;
import io.twinpath.bootstrap.config.Addresses;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.password.Argon2PasswordHasher;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.User;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** User administration on one connection of the sync path, for a command that ends soon. */
public final class Administration implements AutoCloseable {
    /** A person waits for a first connection, TLS included, longer than a request would. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService threads = Threads.blocking("twinpath-administration", 1, 1);
    private final ExecutorService hashing = Threads.computing("twinpath-hashing", 1, 1);
    private final SyncPersistence persistence;
    private final UserAdministration users;
    private final PasswordHasher hasher = new Argon2PasswordHasher(hashing);

    private Administration(SyncConfig config) {
        this.persistence = new SyncPersistence(config, threads);
        this.users = new UserAdministration(persistence.directory(), hasher, Clock.systemUTC());
    }

    public static Administration open(Configuration configuration) {
        DatabaseAddress owner = Addresses.owner(configuration);
        return new Administration(
                new SyncConfig(() -> owner, 1, PATIENCE, PATIENCE, PATIENCE, PATIENCE, "twinpath-administration"));
    }

    public UserAdministration users() {
        return users;
    }

    public Optional<User> find(LoginName name) {
        return persistence
                .users()
                .findCredentials(name)
                .toCompletableFuture()
                .join()
                .map(Credentials::user);
    }

    /** Whether that name and password let somebody in. */
    public boolean admits(LoginName name, Password password) {
        return persistence
                .users()
                .findCredentials(name)
                .thenCompose(
                        found -> found.filter(each -> each.user().admission().active())
                                .map(each -> hasher.matches(password, each.passwordHash()))
                                .orElse(CompletableFuture.completedStage(false)))
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        persistence.close();
        threads.shutdown();
        hashing.shutdown();
    }
}
