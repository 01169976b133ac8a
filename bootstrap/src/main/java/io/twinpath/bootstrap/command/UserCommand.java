package io.twinpath.bootstrap.command;

import io.twinpath.application.administration.UserAdministration;
import io.twinpath.application.login.Password;
import io.twinpath.bootstrap.service.Administration;
import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.Role;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.Username;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "user", description = "Manages the users in the database of DATABASE_URL.")
final class UserCommand implements Runnable {
    private static final int PAGE = 500;
    private static final String ROW = "%-8s %-24s %-32s %-6s %-8s %s%n";

    private final TwinpathCommand root;

    @Option(names = "--dev", description = "Use the database of the running 'twinpath dev' instead.")
    private boolean dev;

    @Spec
    private @Nullable CommandSpec spec;

    UserCommand(TwinpathCommand root) {
        this.root = root;
    }

    @Override
    public void run() {
        throw wrong("Which of add, list, deactivate and set-password?");
    }

    @Command(name = "add", description = "Adds a user with default settings; asks for the password.")
    int add(
            @Parameters(paramLabel = "USERNAME") String username,
            @Option(names = "--email", required = true, paramLabel = "ADDRESS") String email,
            @Option(names = "--full-name", paramLabel = "NAME", description = "The username when left out.") @Nullable String fullName,
            @Option(names = "--role", paramLabel = "ROLE", defaultValue = "user", description = "user or admin")
                    String role,
            @Option(names = "--password-stdin", description = "Read the password from standard input.") boolean stdin) {
        Username name = Username.of(username);
        Email address = Email.of(email);
        FullName full = FullName.of(Objects.requireNonNullElse(fullName, username));
        Role as = Role.of(role);
        Password password = newPassword(stdin);
        User user = ask(users -> users.add(name, address, full, as, password));
        out().println("Added " + user.username() + " with id " + user.id());
        return ExitCode.OK;
    }

    @Command(name = "list", description = "Lists all users in the order of their ids.")
    int list() {
        try (Administration administration = open()) {
            List<User> page = List.of();
            do {
                boolean first = page.isEmpty();
                Optional<UserId> after = page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(page.get(page.size() - 1).id());
                page = administration
                        .users()
                        .list(after, PAGE)
                        .toCompletableFuture()
                        .join();
                if (first) {
                    out().printf(ROW, "ID", "USERNAME", "EMAIL", "ROLE", "ACTIVE", "NAME");
                }
                page.forEach(user -> out().printf(
                                ROW,
                                user.id(),
                                user.username(),
                                user.email(),
                                user.role().code(),
                                user.admission().active() ? "yes" : "no",
                                user.fullName()));
            } while (page.size() == PAGE);
        }
        return ExitCode.OK;
    }

    @Command(name = "deactivate", description = "Ends a user's access at once, tokens included.")
    int deactivate(@Parameters(paramLabel = "USERNAME") String username) {
        Username name = Username.of(username);
        out().println("Deactivated " + ask(users -> users.deactivate(name)).username());
        return ExitCode.OK;
    }

    @Command(name = "set-password", description = "Replaces a password and refuses tokens issued before; asks for it.")
    int setPassword(
            @Parameters(paramLabel = "USERNAME") String username,
            @Option(names = "--password-stdin", description = "Read the password from standard input.") boolean stdin) {
        Username name = Username.of(username);
        Password password = newPassword(stdin);
        out().println("Password set for "
                + ask(users -> users.setPassword(name, password)).username());
        return ExitCode.OK;
    }

    private <T> T ask(Function<UserAdministration, CompletionStage<T>> question) {
        try (Administration administration = open()) {
            return question.apply(administration.users()).toCompletableFuture().join();
        }
    }

    private Administration open() {
        return Administration.open(dev ? DevelopmentData.atHome().configuration() : root.configuration());
    }

    /** Never from the command line, which other users of the machine can read. */
    private Password newPassword(boolean stdin) {
        if (stdin) {
            return Password.chosen(firstLine());
        }
        Console console = Terminal.find()
                .orElseThrow(() -> wrong(
                        "There is no terminal to ask for the password: give --password-stdin and write it there"));
        char[] once = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (once == null || !Arrays.equals(once, again)) {
            throw wrong("The two passwords differ");
        }
        return Password.chosen(new String(once));
    }

    private static String firstLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return Objects.requireNonNullElse(line, "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private WrongUsage wrong(String message) {
        return new WrongUsage(spec, message);
    }
}
