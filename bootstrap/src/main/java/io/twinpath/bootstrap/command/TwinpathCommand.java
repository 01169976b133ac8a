package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.FilePath;
import io.twinpath.bootstrap.log.Logs;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands, and where their failures become exit codes. */
@Command(
        name = "twinpath",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        scope = ScopeType.INHERIT,
        description = "A user profile and settings service that keeps answering.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an unexpected failure",
            "2:the command line was wrong",
            "3:the configuration was wrong",
            "4:the database did not do it, or no service answered",
            "5:a rule was broken: a value is invalid or taken, a user unknown",
            "10 to 24:what the doctor found: a code for each fault"
        },
        subcommands = {
            DevCommand.class,
            ServeCommand.class,
            MigrateCommand.class,
            UserCommand.class,
            TokenCommand.class,
            KeyCommand.class,
            DoctorCommand.class,
            StatusCommand.class
        })
public final class TwinpathCommand implements Runnable {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A properties file; the environment wins over it.")
    private @Nullable String file;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the command line and gives the exit code; nothing is thrown. */
    public static int run(String... args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            return args.length == 1 && args[0].equals("serve")
                    ? serve()
                    : commandLine().execute(args);
        } finally {
            Logs.end();
        }
    }

    /** Without options there is nothing to parse, and to load what parses takes a tenth of a start. */
    private static int serve() {
        try {
            return new ServeCommand(new TwinpathCommand()).call();
        } catch (Exception failure) {
            return FailureReport.report(failure, commandLine().getErr());
        }
    }

    static CommandLine commandLine() {
        TwinpathCommand root = new TwinpathCommand();
        return new CommandLine(root, new CommandFactory(root))
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport());
    }

    @Override
    public void run() {
        throw new WrongUsage(spec, "Which command?");
    }

    Configuration configuration() {
        return Configuration.load(
                System.getenv(), Optional.ofNullable(file).map(name -> FilePath.of("--config", name)));
    }
}
