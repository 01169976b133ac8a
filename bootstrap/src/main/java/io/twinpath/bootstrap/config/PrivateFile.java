package io.twinpath.bootstrap.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read a file with a private key in it, as libpq has it (PostgreSQL documentation, section 34.19.2). */
final class PrivateFile {
    static final String CURE = "is open to others: chmod 600, or 640 where root owns it";

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> ROOTS = PosixFilePermissions.fromString("rwxr-----");

    private PrivateFile() {}

    static boolean isOpenToOthers(Path file) throws IOException {
        try {
            boolean roots = Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"));
            return !(roots ? ROOTS : OWNERS).containsAll(Files.getPosixFilePermissions(file));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return false; // not a POSIX file system
        }
    }
}
