package io.twinpath.bootstrap.faults;

import static io.twinpath.bootstrap.faults.Expectation.FLAGGED;
import static io.twinpath.bootstrap.faults.Expectation.OUTAGE;
import static io.twinpath.bootstrap.faults.Expectation.PROFILES_ANSWERED;
import static io.twinpath.bootstrap.faults.Expectation.READS_ANSWERED;
import static io.twinpath.bootstrap.faults.Expectation.TALKATIVE;
import static io.twinpath.bootstrap.faults.Expectation.WRITES_ANSWERED;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.bootstrap.faults.FaultCase.Action;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What befalls the server and what is in it. */
final class DatabaseFaults {
    private static final String GROUP = "database";

    private DatabaseFaults() {}

    static Stream<FaultCase> all() {
        return Stream.of(
                        server(),
                        locks(),
                        List.of(
                                connectionLimit(),
                                serverFull(),
                                rejected("both", "all").expect(OUTAGE),
                                rejected("async", PostgresServer.ASYNC)
                                        .expect(READS_ANSWERED, WRITES_ANSWERED, FLAGGED),
                                rejected("sync", PostgresServer.SYNC).expect(READS_ANSWERED, WRITES_ANSWERED, FLAGGED),
                                readOnly(),
                                diskFull(),
                                grantRevoked(),
                                columnDropped(),
                                passwordRotated()))
                .flatMap(List::stream);
    }

    private static List<FaultCase> server() {
        Duration outage = FaultCase.pick(Duration.ofSeconds(3), Duration.ofSeconds(10));
        return List.of(
                fault("all backends terminated, 20 times")
                        .hold(bed -> {
                            for (int i = 0; i < 20; i++) {
                                bed.server().terminate(PostgresServer.ASYNC);
                                bed.server().terminate(PostgresServer.SYNC);
                                Thread.sleep(200);
                            }
                        })
                        .expect(TALKATIVE),
                fault("fast stop, start")
                        .inject(bed -> bed.server().stopFast())
                        .hold(bed -> Thread.sleep(outage.toMillis()))
                        .end(bed -> bed.server().start())
                        .expect(OUTAGE),
                fault("postmaster and all else killed (SIGKILL), start")
                        .inject(bed -> bed.server().kill())
                        .hold(bed -> Thread.sleep(outage.toMillis()))
                        .end(bed -> bed.server().start())
                        .expect(OUTAGE),
                fault("one backend killed (SIGKILL)")
                        .inject(bed -> bed.server().killBackendOf(PostgresServer.ASYNC))
                        .holdFor(Duration.ofSeconds(3), Duration.ofSeconds(10)),
                fault("all processes frozen (SIGSTOP)")
                        .inject(bed -> bed.server().freeze())
                        .end(bed -> bed.server().thaw())
                        .expect(OUTAGE));
    }

    private static List<FaultCase> locks() {
        return List.of(
                fault("LOCK users IN ACCESS EXCLUSIVE MODE")
                        .inject(locked("LOCK users IN ACCESS EXCLUSIVE MODE"))
                        .holdFor(Duration.ofSeconds(5), Duration.ofSeconds(30))
                        .end(TestBed::closeAside),
                fault("row lock on one user")
                        .inject(bed -> locked("SELECT FROM users WHERE id = "
                                        + bed.users().get(0) + " FOR UPDATE")
                                .on(bed))
                        .end(bed -> {
                            JsonNode breakers = bed.service().health().path("breakers");
                            for (String path : List.of("async", "sync")) {
                                if (!breakers.path(path).asText().equals("closed")) {
                                    bed.finding("the " + path + " breaker is not closed, for the lock of one user");
                                }
                            }
                            bed.closeAside();
                        })
                        .expect(READS_ANSWERED));
    }

    private static FaultCase connectionLimit() {
        return fault("connection limit of the async role (53300)")
                .inject(bed -> {
                    bed.database().execute("ALTER ROLE path_async CONNECTION LIMIT 1");
                    bed.server().terminate(PostgresServer.ASYNC);
                })
                .end(bed -> bed.database().execute("ALTER ROLE path_async CONNECTION LIMIT -1"))
                .expect(READS_ANSWERED, WRITES_ANSWERED);
    }

    private static FaultCase serverFull() {
        return fault("async backends ended, the server's connections taken by others (53300)")
                .inject(bed -> {
                    bed.database().execute("CREATE ROLE crowd LOGIN PASSWORD 'crowd'");
                    crowd(bed);
                    bed.server().terminate(PostgresServer.ASYNC);
                    crowd(bed);
                })
                .end(bed -> {
                    bed.closeAside();
                    bed.database().execute("DROP ROLE crowd");
                });
    }

    private static void crowd(TestBed bed) throws SQLException {
        var address = bed.database().owner();
        String url = "jdbc:postgresql://127.0.0.1:" + address.host().port() + "/postgres";
        for (int failed = 0; failed < 3; ) {
            try {
                bed.setAside(DriverManager.getConnection(url, "crowd", "crowd"));
            } catch (SQLException full) {
                failed++;
            }
        }
    }

    private static FaultCase rejected(String path, String role) {
        return fault("pg_hba.conf rejects " + path)
                .inject(bed -> {
                    bed.server()
                            .admit(
                                    role.equals("all")
                                            ? "host all path_async,path_sync all reject\n"
                                            : "host all " + role + " all reject\n");
                    terminate(bed, role);
                })
                .end(bed -> bed.server().admit(""));
    }

    private static void terminate(TestBed bed, String role) {
        if (role.equals("all")) {
            bed.server().terminate(PostgresServer.ASYNC);
            bed.server().terminate(PostgresServer.SYNC);
        } else {
            bed.server().terminate(role);
        }
    }

    private static FaultCase readOnly() {
        return fault("read-only server (25006): reads 200, writes 503")
                .inject(bed -> {
                    bed.database().execute("ALTER SYSTEM SET default_transaction_read_only = on");
                    bed.database().query("SELECT pg_reload_conf()");
                })
                .end(bed -> {
                    try (Connection connection = bed.database().connect();
                            Statement statement = connection.createStatement()) {
                        statement.execute("SET default_transaction_read_only = off");
                        statement.execute("ALTER SYSTEM RESET default_transaction_read_only");
                        statement.execute("SELECT pg_reload_conf()");
                    }
                })
                .expect(READS_ANSWERED);
    }

    /** The ledger lies on a disk of its own, so that it is the only one that is full. */
    private static FaultCase diskFull() {
        return fault("disk full (53100): reads 200, writes 503")
                .inject(SmallDisk::fill)
                .holdFor(Duration.ofSeconds(6), Duration.ofSeconds(20))
                .end(SmallDisk::remove)
                .expect(READS_ANSWERED)
                .skipUnless("root".equals(System.getProperty("user.name")), "only root may mount a small disk");
    }

    private static FaultCase grantRevoked() {
        return fault("grant revoked of the async role")
                .inject(bed -> bed.database().execute("REVOKE ALL ON users FROM path_async"))
                .end(bed -> bed.database().execute("GRANT SELECT, INSERT, UPDATE ON users TO path_async"))
                .expect(READS_ANSWERED, WRITES_ANSWERED, FLAGGED);
    }

    private static FaultCase columnDropped() {
        return fault("column renamed under the service")
                .inject(bed -> bed.database().execute("ALTER TABLE users RENAME COLUMN theme TO colours"))
                .end(bed -> bed.database().execute("ALTER TABLE users RENAME COLUMN colours TO theme"))
                .expect(PROFILES_ANSWERED);
    }

    private static FaultCase passwordRotated() {
        return fault("passwords rotated, the secret files two seconds later")
                .inject(bed -> {
                    password(bed, "second");
                    bed.server().terminate(PostgresServer.ASYNC);
                    bed.server().terminate(PostgresServer.SYNC);
                    bed.setAside(() -> {
                        password(bed, "first");
                        secrets(bed, "first");
                    });
                })
                .holdFor(Duration.ofSeconds(2), Duration.ofSeconds(2))
                .end(bed -> secrets(bed, "second"));
    }

    private static void password(TestBed bed, String password) {
        for (String role : List.of(PostgresServer.ASYNC, PostgresServer.SYNC)) {
            bed.database().execute("ALTER ROLE " + role + " PASSWORD '" + password + "'");
        }
    }

    private static void secrets(TestBed bed, String password) {
        bed.secret("async", bed.async().address().as(PostgresServer.ASYNC, password));
        bed.secret("sync", bed.sync().address().as(PostgresServer.SYNC, password));
    }

    /** A transaction of somebody else's that lasts till all set aside is closed. */
    private static Action locked(String sql) {
        return bed -> {
            Connection other = bed.setAside(bed.database().connect());
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute(sql);
            }
        };
    }

    private static FaultCase fault(String name) {
        return FaultCase.of(GROUP, name);
    }
}
