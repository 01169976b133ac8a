package io.twinpath.bootstrap.command;

import io.twinpath.application.administration.UserAdministration;
import io.twinpath.application.login.Password;
import io.twinpath.bootstrap.config.Addresses;
import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Development;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.config.TokenKeyFolder;
import io.twinpath.bootstrap.service.Administration;
import io.twinpath.bootstrap.service.Service;
import io.twinpath.bootstrap.service.Tokens;
import io.twinpath.domain.StoreFailure.Reason;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.Role;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.Username;
import io.twinpath.persistence.sync.Migrations;
import io.twinpath.persistence.sync.Provisioning;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "dev",
        description = {
            "Runs the whole service on a PostgreSQL of its own, with demo users, on loopback.",
            "The data is kept between runs. For development only: the password is known to everyone."
        })
final class DevCommand implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final TwinpathCommand root;

    @Option(names = "--ephemeral", description = "Keep no data: begin empty, leave nothing.")
    private boolean ephemeral;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the data is kept instead of in the home folder.")
    private @Nullable Path data;

    @Spec
    private @Nullable CommandSpec spec;

    DevCommand(TwinpathCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configured = root.configuration()
                .without(Key.TOKEN_SECRET, Key.TOKEN_ISSUER, Key.TOKEN_AUDIENCE)
                .without(Key.HTTP_TLS_CERTIFICATE, Key.HTTP_TLS_KEY) // it says http
                .withDefault(Key.TOKEN_LIFETIME, "12h")
                .withDefault(Key.DRAIN_DELAY, "off");
        for (Key key : List.of(Key.HTTP_HOST, Key.WEB_HOST)) {
            if (!InetAddress.getByName(configured.text(key)).isLoopbackAddress()) {
                throw new ConfigException(key.variable() + " is " + configured.text(key)
                        + ", but dev listens on loopback only: its password is known to everyone");
            }
        }
        DevelopmentData folder = folder();
        Path database = folder.database();
        EmbeddedDatabase.refuseIfInUse(database);

        say("Starting PostgreSQL on " + database + " ...");
        EmbeddedDatabase postgres = EmbeddedDatabase.start(database, ephemeral);
        Configuration configuration = configured
                .with(Key.TOKEN_KEYS, tokenKeys(folder).toString())
                .with(Key.DATABASE_URL, postgres.ownerUrl())
                .with(Key.DATABASE_ASYNC_URL, postgres.urlAs(EmbeddedDatabase.PATH_ROLES.get(0)))
                .with(Key.DATABASE_SYNC_URL, postgres.urlAs(EmbeddedDatabase.PATH_ROLES.get(1)));
        say("Preparing the schema and the demo users ...");
        List<User> users = prepare(configuration);
        say("Starting the service ...");
        Service service = Service.start(configuration).closeOnExit(() -> {});
        if (!ephemeral) {
            folder.publish(postgres.ownerUrl());
            Runtime.getRuntime().addShutdownHook(new Thread(folder::withdraw));
        }
        if (!service.awaitReady(START_LIMIT)) {
            throw new StoreUnavailable(
                    Reason.TIMEOUT, "no path reached the database within " + START_LIMIT.toSeconds() + " s");
        }
        introduce(
                service,
                postgres,
                users,
                Tokens.own(configuration).issue(users.get(0).id()).value());
        service.await();
        return ExitCode.OK;
    }

    private DevelopmentData folder() throws IOException {
        if (ephemeral) {
            return new DevelopmentData(Files.createTempDirectory("twinpath-dev-"));
        }
        return data == null ? DevelopmentData.atHome() : new DevelopmentData(data.toAbsolutePath());
    }

    /** With one key in it that this service alone has. */
    private Path tokenKeys(DevelopmentData folder) throws IOException {
        TokenKeyFolder keys = new TokenKeyFolder(folder.tokenKeys());
        if (Files.notExists(keys.folder()) || keys.texts().isEmpty()) {
            Path key = keys.add(Clock.systemUTC());
            if (ephemeral) {
                Stream.of(folder.folder(), keys.folder(), key).map(Path::toFile).forEach(File::deleteOnExit);
            }
        }
        return keys.folder();
    }

    /** Ann and bob; eve is there too, but deactivated. */
    private static List<User> prepare(Configuration configuration) {
        Migrations.migrate(Addresses.owner(configuration));
        EmbeddedDatabase.PATH_ROLES.forEach(role -> Provisioning.grantTo(Addresses.owner(configuration), role));
        try (Administration administration = Administration.open(configuration)) {
            List<User> users =
                    List.of(demoUser(administration, "ann", Role.ADMIN), demoUser(administration, "bob", Role.USER));
            administration
                    .users()
                    .deactivate(demoUser(administration, "eve", Role.USER).username())
                    .toCompletableFuture()
                    .join();
            return users;
        }
    }

    /** What was changed in an earlier run stays, but the password: everyone can log in. */
    private static User demoUser(Administration administration, String name, Role role) {
        Username username = Username.of(name);
        Email email = Email.of(name + "@example.org");
        Password password = new Password(Development.PASSWORD);
        Optional<User> found = administration
                .find(new LoginName.ByUsername(username))
                .or(() -> administration.find(new LoginName.ByEmail(email)));
        if (found.isPresent()
                && administration.admits(new LoginName.ByUsername(found.get().username()), password)) {
            return found.get();
        }
        UserAdministration users = administration.users();
        String fullName = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " Example";
        return found.map(user -> users.setPassword(user.username(), password))
                .orElseGet(() -> users.add(username, email, FullName.of(fullName), role, password))
                .toCompletableFuture()
                .join();
    }

    private void introduce(Service service, EmbeddedDatabase postgres, List<User> users, String token) {
        Username ann = users.get(0).username();
        Username bob = users.get(1).username();
        String base = "http://127.0.0.1:" + service.port();
        List.of(
                        "",
                        "Twinpath runs, for development only: everyone knows its password.",
                        "",
                        "  Web page   "
                                + service.webPort()
                                        .map(port -> "http://127.0.0.1:" + port + "/")
                                        .orElse("off"),
                        "  Profile    " + base + "/api/v1/profile",
                        "  Settings   " + base + "/api/v1/settings",
                        "  Health     " + base + "/health/ready",
                        "  Database   " + postgres.ownerUrl(),
                        "  Log in as  " + ann + " or " + bob + ", password " + Development.PASSWORD
                                + " (eve is deactivated)",
                        "",
                        "Log in:",
                        "curl -H 'Content-Type: application/json' -d '{\"login\":\"" + ann + "\",\"password\":\""
                                + Development.PASSWORD + "\"}' " + base + "/api/v1/auth/login",
                        "",
                        "Read " + ann + "'s profile:",
                        "curl -H \"Authorization: Bearer " + token + "\" " + base + "/api/v1/profile",
                        "",
                        "Change " + ann + "'s theme:",
                        "curl -X PATCH -H \"Authorization: Bearer " + token
                                + "\" -H 'Content-Type: application/merge-patch+json' -d '{\"theme\":\"dark\"}' " + base
                                + "/api/v1/settings",
                        "",
                        "Ctrl-C stops it.")
                .forEach(this::say);
    }

    private void say(String line) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
