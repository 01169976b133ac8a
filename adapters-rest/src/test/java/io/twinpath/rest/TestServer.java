package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.domain.user.UserFixtures.bob;
import static io.twinpath.domain.user.UserFixtures.eve;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.twinpath.application.access.Overloaded;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.LoginThrottle;
import io.twinpath.application.login.LogoutService;
import io.twinpath.application.login.Password;
import io.twinpath.application.login.PasswordHasher;
import io.twinpath.application.login.PasswordService;
import io.twinpath.application.login.TokenRevocation;
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
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.Write;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
import org.glassfish.jersey.server.ServerProperties;

/** The API on a real Grizzly, over users in memory; the store can be made to fail. */
final class TestServer implements AutoCloseable {
    final ExecutorService responses = Executors.newFixedThreadPool(2, task -> new Thread(task, "test-responses"));
    final AccessTokens tokens = accepting(KeyRing.of(TestTokens.SECRET));
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What the store does instead of answering. */
    volatile Optional<Supplier<CompletionStage<?>>> trouble = Optional.empty();

    /** The same of writes alone. */
    volatile Optional<Supplier<CompletionStage<?>>> writeTrouble = Optional.empty();

    volatile boolean busy;

    /** Jersey warns of each resource that is an object and not a class. */
    private final Logger jersey = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    private final Store store = new Store();
    private final HttpServer server;

    TestServer(RequestObserver... observers) {
        this(CallerRate.unlimited(), observers);
    }

    TestServer(CallerRate rate, RequestObserver... observers) {
        this(Optional.empty(), rate, LoginThrottle.off(), LatestAnswers.none(), LatestAnswers.none(), observers);
    }

    /** One that takes the address of a caller from the header {@code From}. */
    TestServer(LoginThrottle throttle) {
        this(Optional.empty(), CallerRate.unlimited(), throttle, LatestAnswers.none(), LatestAnswers.none());
    }

    /** One that gives known answers again. */
    TestServer(LatestAnswers<User> profiles, LatestAnswers<GuardedSettings> settings) {
        this(Optional.empty(), CallerRate.unlimited(), LoginThrottle.off(), profiles, settings);
    }

    /** One that accepts other tokens than those it is asked for here. */
    TestServer(TokenAuthority accepted) {
        this(
                Optional.of(accepted),
                CallerRate.unlimited(),
                LoginThrottle.off(),
                LatestAnswers.none(),
                LatestAnswers.none());
    }

    private TestServer(
            Optional<TokenAuthority> accepted,
            CallerRate rate,
            LoginThrottle throttle,
            LatestAnswers<User> profiles,
            LatestAnswers<GuardedSettings> settings,
            RequestObserver... observers) {
        jersey.setLevel(Level.SEVERE);
        TokenRevocation revocation = new TokenRevocation(store::change, Clock.systemUTC(), profiles::forget);
        server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0"),
                RestApplication.of(
                                new ProfileService(store, store::change, profiles),
                                new SettingsService(
                                        store,
                                        (write, change) ->
                                                store.orWriteTrouble(() -> store.settings.change(write, change)),
                                        settings),
                                new LoginService(store, store::change, new Hasher(), throttle),
                                new PasswordService(store, revocation, new Hasher(), throttle),
                                new LogoutService(store, revocation),
                                accepted.orElse(tokens),
                                rate,
                                Optional.empty(),
                                () -> responses,
                                new RequestObservers(List.of(observers)))
                        .property(ServerProperties.RESOURCE_VALIDATION_DISABLE, false)
                        .register(new From()));
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

    /** In the place of the front door. */
    @PreMatching
    private static final class From implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) throws UnknownHostException {
            String from = request.getHeaderString("From");
            if (from != null) {
                request.setProperty(ClientAddress.PROPERTY, InetAddress.getByName(from));
            }
        }
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

        CompletionStage<Optional<User>> change(Write write, UserChange change) {
            return orWriteTrouble(() -> users.change(write, change));
        }

        @SuppressWarnings("unchecked")
        private <T> CompletionStage<T> orWriteTrouble(Supplier<CompletionStage<T>> answer) {
            return writeTrouble.isPresent()
                    ? (CompletionStage<T>) writeTrouble.get().get()
                    : orTrouble(answer);
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
        public CompletionStage<Optional<PasswordHash>> upgrade(Password password, PasswordHash hash) {
            return completedStage(Optional.empty());
        }

        @Override
        public PasswordHash unmatchable() {
            return new PasswordHash("$none");
        }
    }
}
