package io.twinpath.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.persistence.sync.FreePort;
import io.twinpath.persistence.sync.Migrations;
import io.twinpath.persistence.sync.Provisioning;
import io.twinpath.persistence.sync.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of our own which is stopped, killed, frozen and started again, with a role for each path. */
final class PostgresServer implements AutoCloseable {
    static final String ASYNC = "path_async";
    static final String SYNC = "path_sync";
    private static final String ADMIT =
            "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
    private static final String RELOADED = "SELECT pg_conf_load_time()";

    private final Path folder;
    private final int port = FreePort.any();
    private final DatabaseAddress owner = new DatabaseAddress("127.0.0.1", port, "postgres", "postgres", "");
    private final TestDatabase database = new TestDatabase(owner, owner.as(ASYNC, "first"), owner.as(SYNC, "first"));
    private EmbeddedPostgres process;

    PostgresServer(Path folder) {
        this.folder = folder;
        this.process = launch();
        Migrations.migrate(owner);
        for (String role : List.of(ASYNC, SYNC)) {
            database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'first'");
            Provisioning.grantTo(owner, role);
        }
        admit("");
    }

    TestDatabase database() {
        return database;
    }

    /** By {@code pg_hba.conf}: these lines first, then everybody with a password. */
    void admit(String rules) {
        try {
            Files.writeString(folder.resolve("pg_hba.conf"), rules + ADMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reload();
    }

    /** Reads what was set by ALTER SYSTEM or in its files. */
    void reload() {
        String before = database.query(RELOADED).get(0);
        database.query("SELECT pg_reload_conf()");
        await().until(() -> !database.query(RELOADED).get(0).equals(before));
    }

    /** As an administrator does, and it tells its clients. */
    void stopFast() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All at once and without a word. */
    void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stopFast(); // there is nothing to stop, but this gives up the lock on its folder
    }

    void start() {
        process = launch();
        database.query("SELECT 1");
    }

    /** SIGSTOP to all of its processes. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** SIGKILL to one process that serves such a role: the server ends all sessions and recovers by itself. */
    void killBackendOf(String role) {
        database.query("SELECT pid FROM pg_stat_activity WHERE usename = '" + role + "' LIMIT 1")
                .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
    }

    void terminate(String role) {
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
    }

    @Override
    public void close() {
        thaw();
        stopFast();
    }

    private EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("synchronous_commit", "on") // which it would turn off
                    .setServerConfig("max_connections", "100")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes().forEach(each -> command.add(Long.toString(each.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<ProcessHandle> processes() {
        try {
            Path file = folder.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return List.of();
            }
            long postmaster = Long.parseLong(Files.readAllLines(file).get(0).strip());
            return ProcessHandle.of(postmaster)
                    .map(process -> Stream.concat(Stream.of(process), process.descendants())
                            .toList())
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
