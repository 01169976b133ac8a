package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.twinpath.application.access.Overloaded;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.Password;
import io.twinpath.application.login.PasswordHasher;
import io.twinpath.application.login.PasswordService;
import io.twinpath.application.profile.ProfileService;
import io.twinpath.application.settings.SettingsService;
import io.twinpath.application.stale.LatestAnswers;
import io.twinpath.domain.settings.GuardedSettings;
import io.twinpath.domain.settings.InMemorySettings;
import io.twinpath.domain.settings.SettingsQuery;
import io.twinpath.domain.user.Credentials;
import io.twinpath.domain.user.InMemoryUserRepository;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.domain.write.InMemoryWriteLedger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;

/** The API on a real Grizzly, over users in memory; the store can be made to fail. */
final class TestServer implements AutoCloseable {
    final ExecutorService responses = Executors.newFixedThreadPool(2, task -> new Thread(task, "test-responses"));
    final AccessTokens tokens = accepting(KeyRing.of(TestTokens.SECRET));
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What the store does instead of answering. */
    volatile Optional<Supplier<CompletionStage<?>>> trouble = Optional.empty();

    volatile boolean busy;

    /** Jersey warns of each resource that is an object and not a class. */
    private final Logger jersey = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    private final Store store = new Store();
    private final HttpServer server;

    TestServer(RequestObserver... observers) {
        this(CallerRate.unlimited(), observers);
    }

    TestServer(CallerRate rate, RequestObserver... observers) {
        this(Optional.empty(), rate, LatestAnswers.none(), LatestAnswers.none(), observers);
    }

    /** One that gives known answers again. */
    TestServer(LatestAnswers<User> profiles, LatestAnswers<GuardedSettings> settings) {
        this(Optional.empty(), CallerRate.unlimited(), profiles, settings);
    }

    /** One that accepts other tokens than those it is asked for here. */
    TestServer(TokenAuthority accepted) {
        this(Optional.of(accepted), CallerRate.unlimited(), LatestAnswers.none(), LatestAnswers.none());
    }

    private TestServer(
            Optional<TokenAuthority> accepted,
            CallerRate rate,
            LatestAnswers<User> profiles,
            LatestAnswers<GuardedSettings> settings,
            RequestObserver... observers) {
        jersey.setLevel(Level.SEVERE);
        server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0"),
                RestApplication.of(
                        new ProfileService(
                                store,
                                (write, change) -> store.orTrouble(() -> store.users.change(write, change)),
                                profiles),
                        new SettingsService(
                                store,
                                (write, change) -> store.orTrouble(() -> store.settings.change(write, change)),
                                settings),
                        new LoginService(store, new Hasher()),
                        new PasswordService(
                                store,
                                (write, change) -> store.users.change(write, change),
                                new Hasher(),
                                Clock.systemUTC(),
                                profiles::forget),
                        accepted.orElse(tokens),
                        rate,
                        Optional.empty(),
                        responses,
                        new RequestObservers(List.of(observers))));
    }

    static AccessTokens accepting(KeyRing keys) {
        return new AccessTokens(keys, new TokenConfig("twinpath-api", Duration.ofHours(1)), Clock.systemUTC());
    }

    /** As if nothing had been written. */
    void reset() {
        store.reset();
    }

    int port() {
        return server.getListener("grizzly").getPort();
    }

    String tokenOf(Credentials user) {
        return tokens.issue(user.user()).value();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path, Credentials as) {
        return send(to(path).header("Authorization", "Bearer " + tokenOf(as)));
    }

    HttpResponse<String> write(String method, String path, String token, String body, String... headers) {
        HttpRequest.Builder request = to(path).method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token);
        boolean typed = Arrays.asList(headers).contains("Content-Type");
        request = typed ? request : request.header("Content-Type", "application/json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> logIn(String body) {
        return send(to("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        server.shutdownNow();
        responses.shutdownNow();
    }

    private final class Store implements UserRepository, SettingsQuery {
        private volatile InMemoryUserRepository users;
        private volatile InMemorySettings settings;

        Store() {
            reset();
        }

        void reset() {
            InMemoryWriteLedger ledger = new InMemoryWriteLedger();
            users = new InMemoryUserRepository(ledger, ann(), bob(), eve());
            settings = new InMemorySettings(ledger, ann(), bob(), eve());
        }

        @SuppressWarnings("unchecked")
        private <T> CompletionStage<T> orTrouble(Supplier<CompletionStage<T>> answer) {
            return trouble.isPresent() ? (CompletionStage<T>) trouble.get().get() : answer.get();
        }

        @Override
        public CompletionStage<Optional<User>> findById(UserId id) {
            return orTrouble(() -> users.findById(id));
        }

        @Override
        public CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids) {
            return orTrouble(() -> users.findByIds(ids));
        }

        @Override
        public CompletionStage<Optional<Credentials>> findCredentials(LoginName name) {
            return orTrouble(() -> users.findCredentials(name));
        }

        @Override
        public CompletionStage<Optional<Credentials>> findCredentialsById(UserId id) {
            return orTrouble(() -> users.findCredentialsById(id));
        }

        @Override
        public CompletionStage<Optional<GuardedSettings>> findByUser(UserId user) {
            return orTrouble(() -> settings.findByUser(user));
        }

        @Override
        public CompletionStage<Map<UserId, GuardedSettings>> findByUsers(Set<UserId> users) {
            return orTrouble(() -> settings.findByUsers(users));
        }
    }

    /** The password of a hash is what follows its {@code of-}. */
    private final class Hasher implements PasswordHasher {
        @Override
        public CompletionStage<PasswordHash> hash(Password password) {
            return completedStage(new PasswordHash("$of-" + password.value()));
        }

        @Override
        public CompletionStage<Boolean> matches(Password password, PasswordHash hash) {
            return busy
                    ? CompletableFuture.failedStage(new Overloaded("password checks"))
                    : completedStage(hash.encoded().endsWith("of-" + password.value()));
        }

        @Override
        public PasswordHash unmatchable() {
            return new PasswordHash("$none");
        }
    }
}
