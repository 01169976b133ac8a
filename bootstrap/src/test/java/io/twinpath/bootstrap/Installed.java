package io.twinpath.bootstrap;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs that a test needs and Maven does not bring. */
public final class Installed {
    private Installed() {}

    /** The first that is there of these names, which one program has in different places. */
    public static Path program(String... names) {
        List<Path> folders = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(names[0]
                        + " is not installed. Debian: apt install prometheus prometheus-alertmanager chromium"));
    }
}
