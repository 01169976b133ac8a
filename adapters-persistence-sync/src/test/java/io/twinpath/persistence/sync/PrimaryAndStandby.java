package io.twinpath.persistence.sync;

import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A primary and its streaming standby with the schema and the users of the fixtures. A commit on the primary is
 * acknowledged as it has reached the standby.
 */
public final class PrimaryAndStandby implements AutoCloseable {
    private final Path firstFolder;
    private final int firstPort = FreePort.any();
    private final int secondPort = FreePort.any();
    private EmbeddedPostgres first;
    private final EmbeddedPostgres second;

    public PrimaryAndStandby(Path folder) {
        firstFolder = folder.resolve("first");
        Path secondFolder = folder.resolve("second");
        first = start(firstFolder, firstPort);
        TestDatabase primary = at(firstPort);
        Migrations.migrate(primary.owner());
        TestData.insert(primary);
        stop(first);
        copy(firstFolder, secondFolder);
        append(
                secondFolder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + firstPort + " user=postgres'\n");
        touch(secondFolder.resolve("standby.signal"));
        first = start(firstFolder, firstPort);
        second = start(secondFolder, secondPort);
        primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.query("SELECT pg_reload_conf()");
        await().until(() ->
                primary.query("SELECT sync_state FROM pg_stat_replication").equals(List.of("sync")));
    }

    /** Both, the first in front, whichever can be written to. */
    public DatabaseAddress address() {
        DatabaseAddress one = at(firstPort).owner();
        return new DatabaseAddress(
                List.of(host(firstPort), host(secondPort)),
                true,
                one.database(),
                one.user(),
                one.password(),
                one.tls(),
                one.connectTimeout(),
                one.applicationName(),
                one.settings());
    }

    public TestDatabase first() {
        return at(firstPort);
    }

    public TestDatabase second() {
        return at(secondPort);
    }

    /** As a machine dies: without a word. */
    public void killFirst() {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(firstFolder.resolve("postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
            List<ProcessHandle> all =
                    Stream.concat(process.descendants(), Stream.of(process)).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void promoteSecond() {
        second().query("SELECT pg_promote()");
    }

    /** It takes no writes any more, as an old primary should. */
    public void returnFirstReadOnly() {
        stop(first); // it is dead, but this gives up the lock on its folder
        append(firstFolder.resolve("postgresql.auto.conf"), "default_transaction_read_only = 'on'\n");
        delete(firstFolder.resolve("postmaster.pid"));
        first = start(firstFolder, firstPort);
    }

    @Override
    public void close() {
        stop(first);
        stop(second);
    }

    private static TestDatabase at(int port) {
        DatabaseAddress owner = new DatabaseAddress("127.0.0.1", port, "postgres", "postgres", "");
        return new TestDatabase(owner, owner, owner);
    }

    private static DatabaseAddress.Host host(int port) {
        return new DatabaseAddress.Host("127.0.0.1", port);
    }

    private static EmbeddedPostgres start(Path folder, int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("synchronous_commit", "on") // which it would turn off
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
