package io.twinpath.bootstrap.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a configured file is. */
public final class FilePath {
    private FilePath() {}

    /**
     * Reads the name of a file, which is refused unseen where it is a URL, for that has a password in it.
     *
     * @param key that named it, for messages
     */
    public static Path of(String key, String raw) {
        if (raw.contains("://")) {
            throw new ConfigException(key + " is a URL; write the name of a file");
        }
        try {
            return Path.of(raw);
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    key + " is no name of a file here; the locale (LC_ALL, LANG) must have all of its characters");
        }
    }
}
