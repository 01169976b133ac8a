package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.FilePath;
import io.twinpath.bootstrap.config.TokenKeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "key", description = "Makes keys for access tokens.")
final class KeyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new WrongUsage(spec, "What with keys? There is: new");
    }

    @Command(
            name = "new",
            description = {
                "Makes a private key of ES256 in a file of its own and prints its id and its path.",
                "A service with TWINPATH_TOKEN_KEYS=FOLDER signs with it from the next second on."
            })
    int create(@Parameters(paramLabel = "FOLDER", description = "Made when it is missing.") String name)
            throws IOException {
        TokenKeyFolder folder = new TokenKeyFolder(FilePath.of("FOLDER", name));
        Path file = folder.add(Clock.systemUTC());
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(folder.key(file).id() + " " + file);
        return ExitCode.OK;
    }
}
