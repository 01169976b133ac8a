package io.twinpath.bootstrap.doctor;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.Inspection;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.domain.StoreUnavailable;
import io.twinpath.persistence.async.AsyncConfig;
import io.twinpath.persistence.async.AsyncPersistence;
import io.twinpath.persistence.sync.Migrations;
import io.twinpath.persistence.sync.SyncConfig;
import io.twinpath.persistence.sync.SyncPersistence;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Examines both paths as the service would use them: the network without a driver, then each driver's own log-in. */
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration MAX_SKEW = Duration.ofSeconds(5);

    private final DatabaseAddress owner;
    private final AsyncConfig async;
    private final SyncConfig sync;
    private final Clock clock;

    /**
     * The pool sizes of the configurations are what the service would hold; the doctor itself takes one of each.
     *
     * @param owner who may know what migrations are pending
     */
    public Doctor(DatabaseAddress owner, AsyncConfig async, SyncConfig sync, Clock clock) {
        this.owner = owner;
        this.async = async;
        this.sync = sync;
        this.clock = clock;
    }

    /** Every finding, path by path, in the order of looking; it blocks, for some seconds at the most. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        examine("async", async.address(), findings, () -> {
            try (AsyncPersistence path = new AsyncPersistence(new AsyncConfig(
                    async.address(),
                    1,
                    1,
                    PATIENCE,
                    async.statementTimeout(),
                    async.lockTimeout(),
                    "twinpath-doctor"))) {
                examine("async", path.inspector(), path.dataPath(), findings);
            }
        });
        examine("sync", sync.address(), findings, () -> {
            try (SyncPersistence path = new SyncPersistence(
                    new SyncConfig(
                            sync.address(),
                            1,
                            PATIENCE,
                            PATIENCE,
                            sync.statementTimeout(),
                            sync.lockTimeout(),
                            "twinpath-doctor"),
                    Runnable::run)) {
                examine("sync", path.inspector(), path.dataPath(), findings);
            }
        });
        if (findings.stream().noneMatch(each -> each.level() == Finding.Level.FAILED)) {
            findings.add(migrations());
        }
        return findings;
    }

    /** The roles of the paths may not read the history; its owner, as whom migrations run, may. */
    private Finding migrations() {
        try {
            int pending = Migrations.pending(owner);
            return pending == 0
                    ? Finding.ok("owner", "migrations", "none is pending")
                    : Finding.failed("owner", "migrations", Fault.MIGRATIONS_MISSING, pending + " are pending");
        } catch (StoreUnavailable e) {
            return Finding.ok("owner", "migrations", "not known: " + owner.user() + " may not read their history");
        }
    }

    private void examine(String path, DatabaseAddress address, List<Finding> findings, Runnable byDriver) {
        findings.add(
                address.mayCrossNetworkInPlainText()
                        ? Finding.warning(
                                path,
                                "address",
                                address.toString(),
                                "Plain text may cross the network: sslmode=verify-full")
                        : Finding.ok(path, "address", address.toString()));
        List<Finding> network = new NetworkCheck(path, address, clock).run();
        findings.addAll(network);
        // One host that works is enough for a driver; where none does it could only say the same again
        if (network.stream()
                        .filter(each -> each.level() == Finding.Level.FAILED)
                        .count()
                < address.hosts().size()) {
            byDriver.run();
        }
    }

    private void examine(String path, Inspector inspector, DataPath dataPath, List<Finding> findings) {
        try {
            Inspection seen = TimeLimit.of(inspector.inspect(), CALL_LIMIT).join();
            Duration latency = TimeLimit.of(dataPath.probe(), CALL_LIMIT).join();
            findings.add(Finding.ok(
                    path,
                    "log-in",
                    "PostgreSQL " + seen.version() + ", " + seen.tls().orElse("plain text") + ", round trip "
                            + latency.toNanos() / 1000 + " us"));
            judge(path, seen, findings);
        } catch (CompletionException e) {
            Throwable failure = e.getCause() == null ? e : e.getCause();
            findings.add(Finding.failed(path, "log-in", Fault.of(failure), words(failure)));
        }
    }

    private void judge(String path, Inspection seen, List<Finding> findings) {
        findings.add(
                seen.readOnly()
                        ? Finding.failed(path, "writable", Fault.READ_ONLY, "the server is read-only")
                        : Finding.ok(path, "writable", "yes"));
        if (!seen.schema()) {
            findings.add(Finding.failed(path, "schema", Fault.MIGRATIONS_MISSING, "the tables are not there"));
        } else if (!seen.suffices()) {
            findings.add(Finding.failed(
                    path, "privileges", Fault.PRIVILEGES_MISSING, "the role may not read and write them"));
        } else if (seen.exceeds()) {
            findings.add(Finding.warning(
                    path,
                    "privileges",
                    "the role may do more than the service does",
                    "Use a role of its own: twinpath migrate --grant ROLE"));
        } else {
            findings.add(Finding.ok(path, "privileges", "what the service does, and no more"));
        }
        int wanted = async.poolSize() + sync.poolSize();
        int free = seen.maxConnections() - seen.usedConnections();
        String budget = "pools of " + wanted + ", " + free + " of " + seen.maxConnections() + " connections free";
        findings.add(
                wanted > free
                        ? Finding.warning(path, "budget", budget, "Raise max_connections, or make the pools smaller.")
                        : Finding.ok(path, "budget", budget));
        Duration skew = Duration.between(clock.instant(), seen.serverTime());
        findings.add(
                skew.abs().compareTo(MAX_SKEW) > 0
                        ? Finding.warning(
                                path,
                                "clock",
                                "the server's differs by " + skew.toMillis() + " ms",
                                "Set both clocks by NTP.")
                        : Finding.ok(path, "clock", "the server's differs by " + skew.toMillis() + " ms"));
        findings.add(
                Finding.ok(path, "time-outs", "statement " + seen.statementTimeout() + ", lock " + seen.lockTimeout()));
    }

    /** Ours and the deepest: a driver's own words, of which none has a password in it. */
    private static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == failure
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + deepest.getMessage();
    }
}
