package io.twinpath.bootstrap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.bootstrap.contract.Fuzzer.Find;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent, the answer is one that the contract allows. {@code -Pfuzz -Dfuzz.requests=100000 -Dfuzz.seed=1}. */
class FuzzIT {
    private static final String[] OTHERS = {"bob", "cat", "dan", "eva", "fay", "gus", "hal", "ivy"};

    @Test
    void two_thousand_requests_are_answered_as_the_contract_allows(@TempDir Path home) throws Exception {
        fuzz(home, 2000, 1);
    }

    @Test
    @Tag("fuzz")
    void a_hundred_thousand_requests_are_answered_as_the_contract_allows(@TempDir Path home) throws Exception {
        fuzz(home, Long.getLong("fuzz.requests", 100_000), Long.getLong("fuzz.seed", System.nanoTime() & 0xffffff));
    }

    @SuppressWarnings("SystemOut") // what a run has found is for whoever started it
    private static void fuzz(Path home, long requests, long seed) throws Exception {
        try (ContractService service = new ContractService(home, OTHERS)) {
            Fuzzer fuzzer = new Fuzzer(service, seed);
            long begun = System.nanoTime();
            List<Find> finds = fuzzer.run(requests, List.of(OTHERS));
            System.out.printf("Fuzzed for %.0f s: %s%n", (System.nanoTime() - begun) / 1e9, fuzzer.figures());
            finds.forEach(System.out::println);
            assertThat(finds).as(fuzzer.figures()).isEmpty();
            assertThat(service.process().output()).doesNotContain("\"level\":\"ERROR\"", "A defect");
            assertThat(service.once(Draft.of("GET", "/health/ready")).status()).isEqualTo(200);
        }
    }
}
