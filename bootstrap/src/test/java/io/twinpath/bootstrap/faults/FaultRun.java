package io.twinpath.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.bootstrap.faults.Watch.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Load before, the fault, load after; then what became of all. */
final class FaultRun {
    private static final Duration BEFORE = FaultCase.pick(Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final Duration AFTER = FaultCase.pick(Duration.ofSeconds(5), Duration.ofSeconds(20));
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final TestBed bed;
    private final Duration warmUp;
    private final Duration before;
    private final Duration after;
    private Resources held = new Resources(0, 0, 0, 0);

    FaultRun(TestBed bed) {
        this(bed, WARM_UP, BEFORE, AFTER);
    }

    /** With so much load that does not count, that comes before the fault, and that comes after it at least. */
    FaultRun(TestBed bed, Duration warmUp, Duration before, Duration after) {
        this.bed = bed;
        this.warmUp = warmUp;
        this.before = before;
        this.after = after;
    }

    Recording run(FaultCase fault) throws Exception {
        try (LoadDriver load = driver(fault)) {
            bed.load(load);
            if (bed.prepare(fault.service()) || held.threads() == 0) {
                warmUp(load);
            }
            Recording recording = fault.expects(Expectation.IDLE) ? idle(fault, load) : loaded(fault, load);
            if (!recording.unsettled().isEmpty()) {
                bed.giveUpService();
            }
            return recording;
        } catch (Exception | Error e) {
            bed.giveUpService();
            throw e;
        } finally {
            bed.closeAside();
            bed.healNetwork();
        }
    }

    private Recording loaded(FaultCase fault, LoadDriver load) throws Exception {
        long place = bed.truth().last();
        int line = bed.service().process().outputSince(0).size();
        ServiceProcess service = bed.service();
        Figures counts = service.figures();
        Watch watch = new Watch(bed);
        load.start();
        Thread.sleep(before.toMillis());
        fault.prepare().on(bed);
        long begun = System.nanoTime();
        fault.inject().on(bed);
        fault.hold().on(bed);
        fault.end().on(bed);
        long ended = System.nanoTime();
        Thread.sleep((after.compareTo(fault.recovery()) > 0 ? after : fault.recovery()).toMillis());
        List<Sample> samples = load.stop();
        watch.close();
        List<String> unsettled = unsettled();
        Figures counted = bed.service().figures().since(counts);
        Resources heldBefore = held;
        held = settle(heldBefore);
        List<Poll> polls = watch.polls();
        return new Recording(
                fault.expectations(),
                begun,
                ended,
                samples,
                polls,
                watch.reports(),
                bed.truth().rowsSince(place),
                service.process().outputSince(line),
                counted,
                heldBefore,
                held,
                unsettled,
                bed.takeFindings());
    }

    /** Without anybody who asks, the service is to do nothing but probe. */
    private Recording idle(FaultCase fault, LoadDriver load) throws Exception {
        int line = bed.service().process().outputSince(0).size();
        fault.prepare().on(bed);
        long begun = System.nanoTime();
        fault.inject().on(bed);
        fault.hold().on(bed);
        fault.end().on(bed);
        long ended = System.nanoTime();
        Thread.sleep(fault.recovery().toMillis());
        List<String> unsettled = unsettled();
        Resources heldBefore = held;
        held = settle(heldBefore);
        return new Recording(
                fault.expectations(),
                begun,
                ended,
                load.stop(),
                List.of(),
                List.of(),
                List.of(),
                bed.service().process().outputSince(line),
                new Figures(java.util.Map.of()),
                heldBefore,
                held,
                unsettled,
                bed.takeFindings());
    }

    private LoadDriver driver(FaultCase fault) {
        return new LoadDriver(
                bed.port(),
                bed.users(),
                bed.markers(),
                bed::token,
                fault.service().rate());
    }

    private void warmUp(LoadDriver load) throws InterruptedException {
        load.start();
        Thread.sleep(warmUp.toMillis() / 2);
        bed.async().cut(); // so that the threads of both paths are there
        Thread.sleep(warmUp.toMillis() / 4);
        bed.healNetwork();
        Thread.sleep(warmUp.toMillis() / 4);
        load.stop();
        held = bed.service().resources();
    }

    /** What is not as it should be, looked at for a while. */
    private List<String> unsettled() throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        List<String> wrong = look();
        while (!wrong.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(50);
            wrong = look();
        }
        return wrong;
    }

    private List<String> look() {
        List<String> wrong = new ArrayList<>();
        JsonNode health = bed.service().health();
        if (!health.path("status").asText().equals("ok")) {
            wrong.add("the report says " + health.path("status") + ", breakers " + health.path("breakers")
                    + ", connectivity " + health.path("connectivity") + ", last error " + health.path("last_error"));
        }
        for (String path : List.of("async", "sync")) {
            JsonNode pool = health.path(path + "_pool");
            if (pool.path("active").asInt(-1) != 0 || pool.path("pending").asInt(-1) != 0) {
                wrong.add("the " + path + " pool has " + pool.path("active") + " lent and " + pool.path("pending")
                        + " waiting");
            }
            int size = pool.path("size").asInt();
            int there = bed.database().connectionsOf("twinpath-" + path);
            if (there > size) {
                wrong.add("the server has " + there + " connections of the " + path + " pool of " + size);
            }
        }
        return wrong;
    }

    private Resources settle(Resources before) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Resources now = bed.service().resources();
        while (before.threads() > 0 && !now.isWithin(before) && System.nanoTime() < until) {
            Thread.sleep(500);
            now = bed.service().resources();
        }
        return now;
    }
}
