package io.twinpath.bootstrap.faults;

import static io.twinpath.bootstrap.faults.Expectation.CONNECTIONS_END;
import static io.twinpath.bootstrap.faults.Expectation.OVERLOADED;
import static io.twinpath.bootstrap.faults.Expectation.READS_ANSWERED;
import static io.twinpath.bootstrap.faults.Expectation.RESTARTED;
import static io.twinpath.bootstrap.faults.Expectation.TALKATIVE;
import static io.twinpath.bootstrap.faults.Expectation.UNCOUNTED;
import static io.twinpath.bootstrap.faults.Expectation.WRITES_ANSWERED;

import io.twinpath.bootstrap.faults.FaultCase.Service;
import io.twinpath.persistence.sync.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What befalls the service itself. */
final class ProcessFaults {
    private static final String GROUP = "process";
    private static final Duration EXIT = Duration.ofSeconds(10);

    private static final Service SMALL = Service.with(Map.of(
            "TWINPATH_DATABASE_ASYNC_POOL_SIZE", "2",
            "TWINPATH_DATABASE_SYNC_POOL_SIZE", "2",
            "TWINPATH_DATABASE_MAX_WAITING", "10"));
    private static final Service LITTLE_MEMORY = Service.with(Map.of("TWINPATH_JAVA_OPTS", "-Xmx96m"));
    private static final Service CHATTY = Service.with(Map.of("TWINPATH_ACCESS_LOG", "true"));
    private static final Service FEW_DESCRIPTORS =
            new Service(200, bed -> Map.of(), List.of("bash", "-c", "ulimit -n 250; exec \"$0\" \"$@\""));

    private ProcessFaults() {}

    static Stream<FaultCase> all() {
        return Stream.of(
                sigterm(),
                fault("SIGTERM twice: the second at once")
                        .hold(ProcessFaults::hurry)
                        .end(ProcessFaults::comeBack)
                        .expect(RESTARTED, CONNECTIONS_END),
                fault("SIGKILL in the middle of writes")
                        .inject(bed -> bed.service().process().kill())
                        .hold(bed -> Thread.sleep(500))
                        .end(ProcessFaults::comeBack)
                        .expect(RESTARTED, CONNECTIONS_END),
                fault("database absent at the start")
                        .inject(bed -> bed.service().process().kill())
                        .hold(ProcessFaults::startWithoutDatabase)
                        .expect(RESTARTED, CONNECTIONS_END),
                fault("executor saturated: async cut, sync +50 ms with two connections")
                        .inject(bed -> {
                            bed.async().cut();
                            bed.sync().delay(Duration.ofMillis(50));
                            bed.sync().faults(sql -> Fault.DELAY);
                        })
                        .end(TestBed::healNetwork)
                        .on(SMALL)
                        .expect(OVERLOADED),
                fault("-Xmx96m, five times the load, +20 ms")
                        .inject(bed -> {
                            for (var proxy : List.of(bed.async(), bed.sync())) {
                                proxy.delay(Duration.ofMillis(20));
                                proxy.faults(sql -> Fault.DELAY);
                            }
                            bed.load().rate(1000);
                        })
                        .end(bed -> {
                            bed.load().rate(200);
                            bed.healNetwork();
                        })
                        .on(LITTLE_MEMORY)
                        .expect(OVERLOADED),
                fault("stdout blocked")
                        .inject(bed -> bed.service().process().stopReading())
                        .end(bed -> bed.service().process().readOn())
                        .on(CHATTY)
                        .expect(TALKATIVE, READS_ANSWERED, WRITES_ANSWERED),
                fault("file descriptors exhausted")
                        .inject(ProcessFaults::takeDescriptors)
                        .end(TestBed::closeAside)
                        .on(FEW_DESCRIPTORS)
                        .expect(CONNECTIONS_END, TALKATIVE, UNCOUNTED));
    }

    static FaultCase sigterm() {
        return fault("SIGTERM under load")
                .hold(ProcessFaults::drain)
                .end(bed -> {
                    comeBack(bed);
                    bed.load().start();
                })
                .expect(RESTARTED);
    }

    /** Not ready first; a balancer sees that and sends no more; all that was sent is answered; then it ends. */
    private static void drain(TestBed bed) throws InterruptedException {
        long told = System.nanoTime();
        bed.service().process().signal();
        int status = 200;
        while (status == 200 && System.nanoTime() - told < EXIT.toNanos()) {
            status = bed.service().get("/health/ready").status();
            Thread.sleep(20);
        }
        bed.load().cease();
        if (status != 503) {
            bed.finding("/health/ready never said 503 before the port was closed");
        }
        if (!bed.service().process().ends(EXIT)) {
            bed.finding("it does not end within ten seconds of SIGTERM");
        }
        bed.load().closeIdle();
    }

    private static void hurry(TestBed bed) throws InterruptedException {
        bed.async().blackHole();
        bed.sync().blackHole(); // so that there is something to wait for
        Thread.sleep(100);
        bed.service().process().signal();
        Thread.sleep(300);
        bed.service().process().signal();
        if (!bed.service().process().ends(Duration.ofMillis(500))) {
            bed.finding("it does not end within half a second of a second SIGTERM");
            bed.service().process().ends(EXIT);
        }
        bed.healNetwork();
    }

    private static void startWithoutDatabase(TestBed bed) throws InterruptedException {
        bed.service().process().ends(EXIT);
        bed.load().rate(40);
        bed.server().stopFast();
        ServiceProcess service = bed.restart().awaitServing();
        Thread.sleep(2000);
        if (service.get("/health/live").status() != 200
                || service.get("/health/ready").status() != 503) {
            bed.finding("without a database it is to be live and not ready");
        }
        bed.server().start();
        long there = System.nanoTime();
        while (service.get("/health/ready").status() != 200 && System.nanoTime() - there < EXIT.toNanos()) {
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - there) / 1e9;
        if (seconds > 2) {
            bed.finding(String.format("ready %.1f s after the database appeared", seconds));
        }
    }

    private static void takeDescriptors(TestBed bed) {
        for (int i = 0; i < 300; i++) {
            try {
                bed.setAside(new HttpConnection(bed.port(), Duration.ofSeconds(1)));
            } catch (IOException full) {
                return;
            }
        }
    }

    /** The load comes back by and by, as a balancer gives it to a new process. */
    private static void comeBack(TestBed bed) throws InterruptedException {
        bed.service().process().ends(EXIT);
        bed.load().rate(40);
        bed.restart().awaitReady();
    }

    private static FaultCase fault(String name) {
        return FaultCase.of(GROUP, name);
    }
}
