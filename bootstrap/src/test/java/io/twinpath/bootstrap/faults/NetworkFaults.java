package io.twinpath.bootstrap.faults;

import static io.twinpath.bootstrap.faults.Expectation.FLAGGED;
import static io.twinpath.bootstrap.faults.Expectation.OUTAGE;
import static io.twinpath.bootstrap.faults.Expectation.READS_ANSWERED;
import static io.twinpath.bootstrap.faults.Expectation.READS_QUICK;
import static io.twinpath.bootstrap.faults.Expectation.WRITES_ANSWERED;

import io.twinpath.persistence.sync.Fault;
import io.twinpath.persistence.sync.PostgresProxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What befalls the way to the server: on the async path, on the sync path, on both. */
final class NetworkFaults {
    private static final String GROUP = "network";

    private NetworkFaults() {}

    static Stream<FaultCase> all() {
        return Stream.of(
                        lasting("refused", proxy -> {
                            proxy.refuse();
                            proxy.cut();
                        }),
                        lasting("cut: connections end as they begin", PostgresProxy::cut),
                        lasting("black hole", PostgresProxy::blackHole),
                        lasting("replies lost", proxy -> proxy.faults(sql -> Fault.STALL)),
                        passing("connections reset (RST)", PostgresProxy::reset),
                        passing("idle flows forgotten by a firewall", PostgresProxy::forgetFlows),
                        slower())
                .flatMap(List::stream);
    }

    /** Goes on till it is healed. */
    private static List<FaultCase> lasting(String name, Consumer<PostgresProxy> fault) {
        return List.of(
                on(name + ", async", bed -> List.of(bed.async()), fault)
                        .expect(READS_ANSWERED, WRITES_ANSWERED, READS_QUICK, FLAGGED),
                on(name + ", sync", bed -> List.of(bed.sync()), fault)
                        .expect(READS_ANSWERED, WRITES_ANSWERED, READS_QUICK, FLAGGED),
                on(name + ", both", bed -> List.of(bed.async(), bed.sync()), fault)
                        .expect(OUTAGE));
    }

    /** Befalls what is there, and is over. */
    private static List<FaultCase> passing(String name, Consumer<PostgresProxy> fault) {
        return List.of(
                on(name + ", async", bed -> List.of(bed.async()), fault).expect(READS_ANSWERED),
                on(name + ", sync", bed -> List.of(bed.sync()), fault).expect(READS_ANSWERED, WRITES_ANSWERED),
                on(name + ", both", bed -> List.of(bed.async(), bed.sync()), fault));
    }

    private static List<FaultCase> slower() {
        Consumer<PostgresProxy> fault = proxy -> {
            proxy.delay(Duration.ofMillis(300));
            proxy.faults(sql -> Fault.DELAY);
        };
        return List.of(
                on("+300 ms, async", bed -> List.of(bed.async()), fault).expect(READS_ANSWERED),
                on("+300 ms, sync", bed -> List.of(bed.sync()), fault).expect(READS_ANSWERED, WRITES_ANSWERED),
                on("+300 ms, both", bed -> List.of(bed.async(), bed.sync()), fault));
    }

    private interface Proxies {
        List<PostgresProxy> of(TestBed bed);
    }

    private static FaultCase on(String name, Proxies proxies, Consumer<PostgresProxy> fault) {
        return FaultCase.of(GROUP, name)
                .inject(bed -> proxies.of(bed).forEach(fault))
                .holdFor(Duration.ofSeconds(5), Duration.ofSeconds(name.startsWith("black") ? 60 : 20))
                .end(TestBed::healNetwork);
    }
}
