package io.twinpath.bootstrap.supply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built distribution's files. */
final class Distribution {
    static final Path FOLDER = Path.of("target", "twinpath");

    private Distribution() {}

    static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-256 of every jar in {@code lib} and {@code lib/dev} by its file name. */
    static Map<String, String> jars() {
        try (Stream<Path> files = Files.walk(FOLDER.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), Distribution::sha256, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
