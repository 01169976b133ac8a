package io.twinpath.bootstrap.faults;

import static io.twinpath.bootstrap.faults.Expectation.IDLE;
import static io.twinpath.bootstrap.faults.Expectation.READS_ANSWERED;
import static io.twinpath.bootstrap.faults.Expectation.READS_QUICK;
import static io.twinpath.bootstrap.faults.Expectation.TALKATIVE;
import static io.twinpath.bootstrap.faults.Expectation.UNCOUNTED;
import static org.awaitility.Awaitility.await;

import io.twinpath.bootstrap.faults.FaultCase.Action;
import io.twinpath.bootstrap.faults.FaultCase.Service;
import io.twinpath.persistence.sync.Fault;
import io.twinpath.persistence.sync.PostgresProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What befalls the two paths one after the other, and an outage that nobody asks anything of. */
final class PathFaults {
    private static final String GROUP = "paths";
    private static final Service HEDGED = Service.with(Map.of("TWINPATH_HEDGE", "true"));
    private static final Service STALE = Service.with(Map.of("TWINPATH_STALE_IF_ERROR", "30s"));

    private PathFaults() {}

    static Stream<FaultCase> all() {
        return Stream.of(healing(), hedging(), stale(), idle()).flatMap(List::stream);
    }

    private static List<FaultCase> healing() {
        return List.of(
                fault("both cut, async healed first")
                        .hold(healed(TestBed::async))
                        .end(TestBed::healNetwork)
                        .expect(UNCOUNTED),
                fault("both cut, sync healed first")
                        .hold(healed(TestBed::sync))
                        .end(TestBed::healNetwork)
                        .expect(UNCOUNTED),
                fault("async cut soon after both were")
                        .hold(PathFaults::asyncAfterBoth)
                        .end(TestBed::healNetwork)
                        .expect(UNCOUNTED),
                fault("async flapping, 1 s / 1 s")
                        .hold(flapping(bed -> List.of(bed.async())))
                        .end(TestBed::healNetwork)
                        .expect(READS_ANSWERED, TALKATIVE),
                fault("both flapping, 1 s / 1 s")
                        .hold(flapping(bed -> List.of(bed.async(), bed.sync())))
                        .end(TestBed::healNetwork)
                        .expect(TALKATIVE),
                fault("one statement in fifty of the async path struck")
                        .inject(bed -> bed.async().faults(sql -> struck(50, Fault.RESET)))
                        .end(TestBed::healNetwork)
                        .expect(READS_ANSWERED));
    }

    private static List<FaultCase> hedging() {
        Action some = bed -> slow(bed, 33);
        Action all = bed -> slow(bed, 1);
        return List.of(
                fault("+300 ms on 3 % of async, not hedged")
                        .inject(some)
                        .end(TestBed::healNetwork)
                        .expect(READS_ANSWERED),
                fault("+300 ms on 3 % of async, hedged")
                        .inject(some)
                        .hold(PathFaults::holdHedged)
                        .end(TestBed::healNetwork)
                        .on(HEDGED)
                        .expect(READS_ANSWERED, READS_QUICK),
                fault("+300 ms on all of async, hedged")
                        .inject(all)
                        .hold(PathFaults::holdHedged)
                        .end(TestBed::healNetwork)
                        .on(HEDGED)
                        .expect(READS_ANSWERED));
    }

    private static List<FaultCase> stale() {
        return List.of(fault("both cut, stale-if-error: reads 200 with Age, writes 503")
                .inject(PathFaults::cutBoth)
                .hold(bed -> {
                    Thread.sleep(FaultCase.pick(Duration.ofSeconds(5), Duration.ofSeconds(20))
                            .toMillis());
                    checkStale(bed);
                })
                .end(TestBed::healNetwork)
                .on(STALE)
                .expect(UNCOUNTED));
    }

    private static List<FaultCase> idle() {
        return List.of(
                        fault("both cut, nobody asks").inject(PathFaults::cutBoth),
                        fault("both a black hole, nobody asks").inject(bed -> {
                            bed.async().blackHole();
                            bed.sync().blackHole();
                        }),
                        fault("server frozen, nobody asks")
                                .inject(bed -> bed.server().freeze()))
                .stream()
                .map(each -> each.hold(PathFaults::measureIdle)
                        .end(bed -> {
                            bed.server().thaw();
                            bed.healNetwork();
                        })
                        .expect(IDLE))
                .toList();
    }

    private static void measureIdle(TestBed bed) throws InterruptedException {
        Thread.sleep(1000); // what falls over falls over at once
        double used = bed.service().processorSeconds();
        long made = bed.async().accepted() + bed.sync().accepted();
        long begun = System.nanoTime();
        Thread.sleep(
                FaultCase.pick(Duration.ofSeconds(8), Duration.ofSeconds(60)).toMillis());
        double seconds = (System.nanoTime() - begun) / 1e9;
        double share = (bed.service().processorSeconds() - used) / seconds;
        double connects = (bed.async().accepted() + bed.sync().accepted() - made) / seconds;
        if (share > 0.05) {
            bed.finding(String.format("idle: %.0f %% of a processor", share * 100));
        }
        if (connects > 4.5) { // four pools: one of each path, and one for its probes
            bed.finding(String.format("idle: %.1f connections a second are made, for four pools", connects));
        }
    }

    private static Action healed(Function<TestBed, PostgresProxy> first) {
        return bed -> {
            cutBoth(bed);
            Thread.sleep(FaultCase.pick(Duration.ofSeconds(3), Duration.ofSeconds(10))
                    .toMillis());
            first.apply(bed).heal();
            long healed = System.nanoTime();
            await().atMost(Duration.ofSeconds(10)).until(() -> profile(bed) == 200);
            double seconds = (System.nanoTime() - healed) / 1e9;
            if (seconds > 2) {
                bed.finding(String.format("one path is healed, but the first 200 comes after %.1f s", seconds));
            }
            Thread.sleep(2000);
        };
    }

    /** The sync path has had no call since it was down: may it take over? */
    private static void asyncAfterBoth(TestBed bed) throws InterruptedException {
        cutBoth(bed);
        Thread.sleep(2000);
        bed.healNetwork();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> bed.service().health().path("status").asText().equals("ok"));
        bed.async().cut();
        long refused = IntStream.range(0, 60)
                .parallel()
                .filter(i -> profile(bed) != 200)
                .count();
        if (refused > 0) {
            bed.finding("the report said ok, then async broke: " + refused + " of 60 reads were refused; breakers "
                    + bed.service().health().path("breakers"));
        }
        Thread.sleep(2000);
    }

    private static Action flapping(Function<TestBed, List<PostgresProxy>> proxies) {
        return bed -> {
            for (long i = FaultCase.pick(Duration.ofSeconds(3), Duration.ofSeconds(30))
                            .toSeconds();
                    i > 0;
                    i--) {
                proxies.apply(bed).forEach(PostgresProxy::cut);
                Thread.sleep(1000);
                proxies.apply(bed).forEach(PostgresProxy::heal);
                Thread.sleep(1000);
            }
        };
    }

    private static void holdHedged(TestBed bed) throws InterruptedException {
        Figures before = bed.service().figures();
        Thread.sleep(
                FaultCase.pick(Duration.ofSeconds(6), Duration.ofSeconds(20)).toMillis());
        Figures counted = bed.service().figures().since(before);
        double reads = counted.sum("^database_operation_duration_seconds_count\\{.*operation_type=\"read\"");
        double extra = counted.sum("^database_hedges_total");
        System.out.printf("hedged: %.0f of %.0f reads were asked twice (%.1f %%)%n", extra, reads, 100 * extra / reads);
        if (extra > reads * 0.055) {
            bed.finding(String.format("%.0f of %.0f reads were asked twice", extra, reads));
        }
    }

    private static void checkStale(TestBed bed) {
        HttpAnswer read = HttpConnection.once(
                bed.port(),
                HttpConnection.get("/api/v1/profile", bed.token(bed.users().get(0))),
                Duration.ofSeconds(3));
        if (read.status() != 200
                || read.header("age").isEmpty()
                || !read.header("cache-status").orElse("").contains("stale-if-error")) {
            bed.finding("no stale answer while both paths are down: " + read);
        }
        if (HttpConnection.once(
                                bed.port(),
                                HttpConnection.get("/api/v1/profile", bed.strangersToken()),
                                Duration.ofSeconds(3))
                        .status()
                == 200) {
            bed.finding("a closed account is answered while both paths are down");
        }
    }

    private static void cutBoth(TestBed bed) {
        bed.async().cut();
        bed.sync().cut();
    }

    private static void slow(TestBed bed, int oneIn) {
        bed.async().delay(Duration.ofMillis(300));
        bed.async().faults(sql -> struck(oneIn, Fault.DELAY));
    }

    private static Fault struck(int oneIn, Fault fault) {
        return ThreadLocalRandom.current().nextInt(oneIn) == 0 ? fault : Fault.NONE;
    }

    private static int profile(TestBed bed) {
        return HttpConnection.once(
                        bed.port(),
                        HttpConnection.get(
                                "/api/v1/profile", bed.token(bed.users().get(1))),
                        Duration.ofSeconds(3))
                .status();
    }

    private static FaultCase fault(String name) {
        return FaultCase.of(GROUP, name);
    }
}
