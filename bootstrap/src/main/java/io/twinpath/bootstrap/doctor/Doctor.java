package io.twinpath.bootstrap.doctor;

import io.twinpath.application.datapath.DataPath;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.DatabaseAddress.Host;
import io.twinpath.application.datapath.Inspection;
import io.twinpath.application.datapath.Inspector;
import io.twinpath.application.datapath.TimeLimit;
import io.twinpath.bootstrap.service.Threads;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** Examines both paths as the service would use them: the network without a driver, then each driver's own log-in. */
public final class Doctor {
    /** On top of what the drivers are given, so that they have the last word. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

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
        ExecutorService aside = Threads.computing("twinpath-doctor", 1, 1);
        try {
            CompletableFuture<List<Finding>> ofAsync = CompletableFuture.supplyAsync(this::examineAsync, aside);
            List<Finding> ofSync = examineSync();
            findings.addAll(ofAsync.join());
            findings.addAll(ofSync);
        } finally {
            aside.shutdown();
        }
        if (findings.stream().noneMatch(each -> each.level() == Finding.Level.FAILED)) {
            findings.add(migrations());
        }
        return findings;
    }

    private List<Finding> examineAsync() {
        List<Finding> findings = new ArrayList<>();
        examine("async", async.address(), findings, () -> {
            try (AsyncPersistence path = new AsyncPersistence(new AsyncConfig(
                    async.addresses(),
                    1,
                    1,
                    patience(async.address()),
                    async.statementTimeout(),
                    async.lockTimeout(),
                    "twinpath-doctor"))) {
                examine("async", async.address(), path.inspector(), path.dataPath(), findings);
            }
        });
        return findings;
    }

    private List<Finding> examineSync() {
        List<Finding> findings = new ArrayList<>();
        examine("sync", sync.address(), findings, () -> {
            try (SyncPersistence path = new SyncPersistence(
                    new SyncConfig(
                            sync.addresses(),
                            1,
                            patience(sync.address()),
                            patience(sync.address()),
                            sync.statementTimeout(),
                            sync.lockTimeout(),
                            "twinpath-doctor"),
                    Runnable::run)) {
                examine("sync", sync.address(), path.inspector(), path.dataPath(), findings);
            }
        });
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
        // Where no host works a driver could only say the same again
        if (network.stream().noneMatch(each -> each.level() == Finding.Level.FAILED)) {
            byDriver.run();
        }
    }

    private void examine(
            String path, DatabaseAddress address, Inspector inspector, DataPath dataPath, List<Finding> findings) {
        Duration limit = patience(address).multipliedBy(2);
        try {
            Inspection seen = TimeLimit.of(inspector.inspect(), limit).join();
            Duration latency = TimeLimit.of(dataPath.probe(), limit).join();
            findings.add(Finding.ok(
                    path,
                    "log-in",
                    "PostgreSQL " + seen.version() + ", " + seen.tls().orElse("plain text") + ", round trip "
                            + latency.toNanos() / 1000 + " us"));
            judge(path, seen, findings);
        } catch (CompletionException e) {
            findings.add(Finding.failed(path, "log-in", address.user() + " at " + hosts(address), e));
        }
    }

    private void judge(String path, Inspection seen, List<Finding> findings) {
        findings.add(
                seen.readOnly()
                        ? Finding.failed(path, "writable", Fault.READ_ONLY, "the server is read-only")
                        : Finding.ok(path, "writable", "yes"));
        if (!seen.schema()) {
            findings.add(Finding.failed(
                    path,
                    "schema",
                    Fault.MIGRATIONS_MISSING,
                    "the tables are not there, or not in their form of today"));
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

    private static Duration patience(DatabaseAddress address) {
        return address.connectionTimeout().plus(PATIENCE);
    }

    private static String hosts(DatabaseAddress address) {
        return address.hosts().stream().map(Host::toString).collect(Collectors.joining(", "));
    }
}
