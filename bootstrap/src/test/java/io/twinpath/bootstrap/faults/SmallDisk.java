package io.twinpath.bootstrap.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of three megabytes with the ledger of the writes on it. */
final class SmallDisk {
    private SmallDisk() {}

    static void fill(TestBed bed) throws Exception {
        Path disk = Files.createDirectories(bed.folder().resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString());
        Path space = Files.createDirectories(disk.resolve("space"));
        bed.database().execute("CREATE TABLESPACE small LOCATION '" + space + "'");
        bed.database().execute("TRUNCATE write_ledger");
        bed.database().execute("ALTER TABLE write_ledger SET TABLESPACE small");
        bed.database().execute("ALTER INDEX write_ledger_key SET TABLESPACE small");
        try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(new byte[1024]);
            }
        } catch (IOException full) {
            // as it is to be
        }
    }

    static void remove(TestBed bed) throws Exception {
        Path disk = bed.folder().resolve("disk");
        Files.delete(disk.resolve("filler"));
        bed.database().execute("ALTER TABLE write_ledger SET TABLESPACE pg_default");
        bed.database().execute("ALTER INDEX write_ledger_key SET TABLESPACE pg_default");
        bed.database().execute("CHECKPOINT");
        bed.database().execute("DROP TABLESPACE small");
        run("umount", "-l", disk.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }
}
