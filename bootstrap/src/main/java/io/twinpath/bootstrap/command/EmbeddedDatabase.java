package io.twinpath.bootstrap.command;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.persistence.sync.Provisioning;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of our own for development: it trusts everyone, and so listens on loopback alone. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final String NAME = "twinpath";
    private static final String OWNER = "postgres";
    static final List<String> PATH_ROLES = List.of("twinpath_async", "twinpath_sync");

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts on the data in the folder, which is made when missing and kept unless it is ephemeral. */
    static EmbeddedDatabase start(Path folder, boolean ephemeral) throws IOException {
        makePrivate(folder.resolveSibling(""));
        Files.createDirectories(folder);
        // Off is its default: fast, and fit for data that nobody keeps
        String durable = ephemeral ? "off" : "on";
        Path programs = folder.resolveSibling("postgres-programs");
        System.setProperty(
                "ot.epg.working-dir", programs.toString()); // the builder's own option leaves one in /tmp besides
        EmbeddedDatabase database = new EmbeddedDatabase(EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(ephemeral)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", durable)
                .setServerConfig("full_page_writes", durable)
                .setServerConfig("synchronous_commit", durable)
                .start());
        database.provision();
        if (ephemeral) {
            deleteOnExit(programs);
        }
        return database;
    }

    /** Once all that runs has ended: the server is stopped by one of its programs. */
    private static void deleteOnExit(Path folder) throws IOException {
        folder.toFile().getParentFile().deleteOnExit();
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(Path::toFile).forEach(File::deleteOnExit);
        }
    }

    /** Programs are unpacked there and run: nobody else may put one in their place. */
    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** As anyone known to this server: it asks for no password. */
    String urlAs(String user) {
        return "postgresql://" + user + "@127.0.0.1:" + postgres.getPort() + "/" + NAME;
    }

    String ownerUrl() {
        return urlAs(OWNER);
    }

    private void provision() {
        DatabaseAddress administrator = new DatabaseAddress("127.0.0.1", postgres.getPort(), "postgres", OWNER, "");
        Provisioning.createDatabase(administrator, NAME);
        PATH_ROLES.forEach(role -> Provisioning.createRole(administrator, role));
    }

    /** Another PostgreSQL on the same data would destroy it; a killed run may have left one behind. */
    static void refuseIfInUse(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        boolean alive = !lines.isEmpty()
                && ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(ProcessHandle::isAlive)
                        .filter(process ->
                                process.info().command().orElse("postgres").contains("postgres"))
                        .isPresent();
        if (alive) {
            throw new ConfigException("another 'twinpath dev' uses the data in " + folder
                    + ". Stop it, or give this one --data FOLDER or --ephemeral. If none runs, its PostgreSQL was left"
                    + " behind: stop that with kill " + lines.get(0).strip());
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
