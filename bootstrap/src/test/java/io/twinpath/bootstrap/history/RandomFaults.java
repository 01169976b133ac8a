package io.twinpath.bootstrap.history;

import io.twinpath.persistence.sync.Fault;
import io.twinpath.persistence.sync.FaultPlan;
import io.twinpath.persistence.sync.PostgresProxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Strikes a share of the statements of one path, and counts what it does to which of them. */
final class RandomFaults implements FaultPlan {
    /** What the service says to the database. */
    enum Statement {
        WRITE,
        PROBE,
        READ,
        OTHER;

        private static Statement of(String sql) {
            if (sql.contains("write_ledger")) {
                return sql.startsWith("WITH changed AS") ? WRITE : sql.startsWith("SELECT") ? PROBE : OTHER;
            }
            return sql.contains("FROM users") ? READ : OTHER;
        }
    }

    /** After these nobody can know whether the server did what it was asked. */
    static final Set<Fault> AMBIGUOUS = Set.of(
            Fault.CUT_BEFORE_COMPLETE, Fault.CUT_INSIDE_COMPLETE, Fault.DELAY, Fault.STALL, Fault.RESET, Fault.FATAL);

    /** The slow ones are rare: each costs a time limit. */
    private static final Fault[] MIX = Stream.of(
                    times(4, Fault.CUT_BEFORE),
                    times(7, Fault.CUT_BEFORE_COMPLETE),
                    times(7, Fault.CUT_INSIDE_COMPLETE),
                    times(7, Fault.RESET),
                    times(7, Fault.FATAL),
                    times(2, Fault.SLICE),
                    times(2, Fault.DELAY),
                    times(2, Fault.STALL))
            .flatMap(Arrays::stream)
            .toArray(Fault[]::new);

    private final Map<Statement, Map<Fault, LongAdder>> counts = new EnumMap<>(Statement.class);
    private final PostgresProxy proxy;
    private final Duration limit;
    private final Random random;
    private final int percent;

    /**
     * @param limit of an attempt on this path: a statement that is delayed comes about then, or well after it
     * @param percent of the writes are struck, half as many of the probes and a few of the reads
     */
    RandomFaults(PostgresProxy proxy, Duration limit, int percent, long seed) {
        this.proxy = proxy;
        this.limit = limit;
        this.percent = percent;
        this.random = new Random(seed);
        for (Statement statement : Statement.values()) {
            Map<Fault, LongAdder> faults = new EnumMap<>(Fault.class);
            Arrays.stream(Fault.values()).forEach(fault -> faults.put(fault, new LongAdder()));
            counts.put(statement, faults);
        }
    }

    @Override
    public Fault next(String sql) {
        Statement statement = Statement.of(sql);
        Fault fault = random.nextInt(100) < percent(statement) ? MIX[random.nextInt(MIX.length)] : Fault.NONE;
        if (fault == Fault.DELAY) {
            proxy.delay(limit.plusMillis(random.nextBoolean() ? 300 : random.nextInt(20) - 5));
        }
        counts.get(statement).get(fault).increment();
        return fault;
    }

    private int percent(Statement statement) {
        return switch (statement) {
            case WRITE -> percent;
            case PROBE -> percent / 2;
            case READ -> 1;
            case OTHER -> 0;
        };
    }

    long count(Statement statement, Fault fault) {
        return counts.get(statement).get(fault).sum();
    }

    long count(Fault fault) {
        return Arrays.stream(Statement.values())
                .mapToLong(statement -> count(statement, fault))
                .sum();
    }

    long ambiguousWrites() {
        return AMBIGUOUS.stream()
                .mapToLong(fault -> count(Statement.WRITE, fault))
                .sum();
    }

    private static Fault[] times(int count, Fault fault) {
        Fault[] faults = new Fault[count];
        Arrays.fill(faults, fault);
        return faults;
    }
}
