package io.twinpath.bootstrap.faults;

import static io.twinpath.bootstrap.faults.Expectation.OVERLOADED;
import static io.twinpath.bootstrap.faults.Expectation.UNCOUNTED;

import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.faults.FaultCase.Service;
import io.twinpath.persistence.sync.Fault;
import io.twinpath.persistence.sync.PostgresProxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** More than there is room for. The database is made what there is too little of, for load and service share the processors. */
final class LoadFaults {
    private static final String GROUP = "http";
    private static final Service SMALL = Service.with(
                    Map.of("TWINPATH_DATABASE_ASYNC_POOL_SIZE", "2", "TWINPATH_DATABASE_SYNC_POOL_SIZE", "2"))
            .at(40);
    private static final int PEAK = 120; // more than four connections at 40 ms for each statement can do
    private static final int TEN_TIMES = 1000;

    private LoadFaults() {}

    static Stream<FaultCase> all() {
        return Stream.of(
                fault("ten times the load that the database can bear")
                        .inject(LoadFaults::slowDatabase)
                        .hold(LoadFaults::overload)
                        .end(bed -> bed.load().rate(40))
                        .on(SMALL)
                        .expect(OVERLOADED),
                fault("retry storm: each 503 is asked again at once, three times")
                        .inject(bed -> {
                            bed.load().retries(3);
                            bed.async().cut();
                            bed.sync().cut();
                        })
                        .end(bed -> {
                            bed.healNetwork();
                            bed.load().retries(0);
                        }),
                fault("one abusive token: 429 for it, nothing for the others")
                        .hold(LoadFaults::abuse)
                        .on(Service.with(Map.of("TWINPATH_CALLER_RATE", "50")))
                        .expect(UNCOUNTED)
                        .skipUnless(
                                Arrays.stream(Key.values())
                                        .anyMatch(key -> key.variable().equals("TWINPATH_CALLER_RATE")),
                                "there is no TWINPATH_CALLER_RATE yet"));
    }

    private static void slowDatabase(TestBed bed) {
        for (PostgresProxy each : List.of(bed.async(), bed.sync())) {
            each.delay(Duration.ofMillis(40));
            each.faults(sql -> Fault.DELAY);
        }
    }

    private static void overload(TestBed bed) throws InterruptedException {
        bed.load().rate(PEAK);
        double peak = goodput(bed, Duration.ofSeconds(4));
        bed.load().rate(TEN_TIMES);
        double under = goodput(bed, FaultCase.pick(Duration.ofSeconds(5), Duration.ofSeconds(20)));
        long from = System.nanoTime() - Duration.ofSeconds(3).toNanos();
        double refused = Recording.quantile(
                bed.load().soFar().stream().filter(each -> each.intended() > from && each.status() == 503), 0.9);
        System.out.printf(
                "overload: %.0f answers a second at the peak, %.0f at ten times the load; nine of ten refused in %.0f ms%n",
                peak, under, refused);
        if (under < 0.9 * peak) {
            bed.finding(String.format("goodput %.0f/s under ten times the load, %.0f/s at the peak", under, peak));
        }
        if (refused > 20) {
            bed.finding(String.format("refused in %.0f ms, nine of ten", refused));
        }
        bed.load().rate(40);
        Thread.sleep(2000);
        long normal = System.nanoTime();
        Thread.sleep(2000);
        long wrong = bed.load().soFar().stream()
                .filter(each -> each.intended() > normal && each.status() != 200)
                .count();
        if (wrong > 0) {
            bed.finding(wrong + " requests are refused two seconds after the load is normal again");
        }
        bed.healNetwork();
    }

    /** Reads and writes answered with 200 a second, after a second to settle. */
    private static double goodput(TestBed bed, Duration time) throws InterruptedException {
        Thread.sleep(1000);
        long from = System.nanoTime();
        Thread.sleep(time.toMillis());
        long to = System.nanoTime();
        return bed.load().soFar().stream()
                        .filter(each -> each.end() >= from && each.end() < to && each.status() == 200)
                        .count()
                * 1e9
                / (to - from);
    }

    private static void abuse(TestBed bed) throws InterruptedException {
        long abuser = bed.truth().addUser("abuser");
        String request = HttpConnection.get("/api/v1/profile", bed.token(abuser));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        long[] refused = new long[1];
        long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                while (System.nanoTime() < until) {
                    HttpAnswer answer = HttpConnection.once(bed.port(), request, Duration.ofSeconds(3));
                    synchronized (refused) {
                        refused[0] += answer.status() == 429 ? 1 : 0;
                    }
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);
        if (refused[0] == 0) {
            bed.finding("nobody is refused with 429");
        }
        if (bed.load().soFar().stream().anyMatch(each -> each.status() == 429)) {
            bed.finding("others are refused with 429");
        }
    }

    private static FaultCase fault(String name) {
        return FaultCase.of(GROUP, name);
    }
}
