package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of {@code twinpath dev}: the database's data and the key of access tokens, kept between runs, and while it runs the database's URL, by
 * which other commands find it.
 */
record DevelopmentData(Path folder) {
    /** {@code $XDG_DATA_HOME/twinpath/dev}, and {@code ~/.local/share} for the first when it is not set. */
    static DevelopmentData atHome() {
        String home = Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home"));
        Path data = Stream.ofNullable(System.getenv("XDG_DATA_HOME"))
                .filter(set -> !set.isBlank())
                .map(Path::of)
                .findFirst()
                .orElse(Path.of(home, ".local", "share"));
        return new DevelopmentData(data.resolve("twinpath").resolve("dev"));
    }

    Path database() {
        return folder.resolve("postgres-18");
    }

    Path tokenKeys() {
        return folder.resolve("token-keys");
    }

    void publish(String databaseUrl) throws IOException {
        Files.writeString(urlFile(), databaseUrl);
    }

    void withdraw() {
        try {
            Files.deleteIfExists(urlFile());
        } catch (IOException e) {
            // the next command will find that nobody answers there
        }
    }

    /** The development service's own configuration; fails when none runs. */
    Configuration configuration() {
        try {
            return Configuration.load(Map.of(), Optional.empty())
                    .with(Key.DATABASE_URL, Files.readString(urlFile()))
                    .with(Key.TOKEN_KEYS, tokenKeys().toString());
        } catch (IOException e) {
            throw new ConfigException("no development service is running; start one with: twinpath dev");
        }
    }

    private Path urlFile() {
        return folder.resolve("database-url");
    }
}
