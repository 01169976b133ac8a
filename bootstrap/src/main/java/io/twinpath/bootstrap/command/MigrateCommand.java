package io.twinpath.bootstrap.command;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.bootstrap.config.Addresses;
import io.twinpath.persistence.sync.Migrations;
import io.twinpath.persistence.sync.Provisioning;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = {
            "Brings the schema up to date, as the user of DATABASE_URL, who then owns it.",
            "Safe to run again, and while the service runs."
        })
final class MigrateCommand implements Callable<Integer> {
    private final TwinpathCommand root;

    @Option(
            names = "--grant",
            paramLabel = "ROLE",
            description =
                    "A database role the service runs as: may read and write the rows, nothing else. May be repeated.")
    private List<String> roles = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    MigrateCommand(TwinpathCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (roles.stream().anyMatch(role -> role.contains("://"))) {
            throw new WrongUsage(spec, "Invalid value: --grant=ROLE");
        }
        DatabaseAddress owner = Addresses.owner(root.configuration());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        int applied = Migrations.migrate(owner);
        out.println(applied == 0 ? "The schema is up to date." : "Migrations applied: " + applied);
        for (String role : roles) {
            Provisioning.grantTo(owner, role);
            out.println("Granted to " + role);
        }
        return ExitCode.OK;
    }
}
