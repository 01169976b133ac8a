package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.log.Logs;
import io.twinpath.bootstrap.service.Service;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = {
            "Runs the service on the database of DATABASE_URL until it is told to stop.",
            "It starts whether or not the database is there, and needs a key for tokens:",
            "make one with 'twinpath key new FOLDER' and set TWINPATH_TOKEN_KEYS=FOLDER."
        })
final class ServeCommand implements Callable<Integer> {
    private final TwinpathCommand root;

    @Option(names = "--health-public", description = "Show everyone at /api/v1/health/database which path is in use.")
    private boolean healthPublic;

    @Option(names = "--hedge", description = "Ask the sync path too when the async path is slow with a read.")
    private boolean hedge;

    @Option(
            names = "--coalesce",
            paramLabel = "on|off",
            description = "Whether reads that wait at the same time are asked for in one statement; on by default.")
    private @Nullable String coalesce;

    @Option(
            names = "--stale-if-error",
            paramLabel = "DURATION",
            description =
                    "While both paths are down, answer reads with what was last known, if not older than this: 30s.")
    private @Nullable String staleIfError;

    ServeCommand(TwinpathCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.forMachines();
        Configuration configuration = root.configuration();
        configuration = healthPublic ? configuration.with(Key.HEALTH_PUBLIC, "true") : configuration;
        configuration = hedge ? configuration.with(Key.HEDGE, "true") : configuration;
        configuration = coalesce == null ? configuration : configuration.with(Key.COALESCE, coalesce);
        configuration = staleIfError == null ? configuration : configuration.with(Key.STALE_IF_ERROR, staleIfError);
        Service.start(configuration).closeOnExit(Logs::end).await();
        return ExitCode.OK;
    }
}
