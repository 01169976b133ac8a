package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Development;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.service.Service;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "serve",
        description = {
            "Runs the service on the database of DATABASE_URL until it is told to stop.",
            "It starts whether or not the database is there, and needs TWINPATH_TOKEN_SECRET."
        })
final class ServeCommand implements Callable<Integer> {
    private final TwinpathCommand root;

    ServeCommand(TwinpathCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = root.configuration();
        if (configuration.text(Key.TOKEN_SECRET).equals(Development.TOKEN_SECRET)) {
            throw new ConfigException(Key.TOKEN_SECRET.variable() + " is the development secret, which everyone knows;"
                    + " make one with: openssl rand -base64 48");
        }
        Service.start(configuration).closeOnExit().await();
        return ExitCode.OK;
    }
}
