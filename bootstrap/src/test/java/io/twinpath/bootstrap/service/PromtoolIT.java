package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.bootstrap.Installed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus itself makes of the files for it. */
@Tag("promtool")
class PromtoolIT {
    private static final Path PROMETHEUS = OpsFiles.FOLDER.resolve("prometheus");
    private static final Path TESTS = PROMETHEUS.resolve("alerts-test.yml");

    private final Path promtool = Installed.program("promtool");
    private final Path amtool = Installed.program("amtool");

    private record Outcome(int exitCode, String output) {}

    @Test
    void the_rules_are_valid() {
        assertDone(run(promtool, "check", "rules", "--lint-fatal", OpsFiles.RULES.toString()));
    }

    @Test
    void the_examples_of_configurations_are_valid() {
        assertDone(run(
                promtool,
                "check",
                "config",
                "--lint-fatal",
                PROMETHEUS.resolve("prometheus.yml").toString()));
        assertDone(run(
                amtool, "check-config", PROMETHEUS.resolve("alertmanager.yml").toString()));
    }

    @Test
    void the_rules_do_what_their_tests_say() {
        assertDone(run(promtool, "test", "rules", TESTS.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "10000d"})
    void an_alert_that_comes_at_once_or_never_is_found_by_the_tests(String wait, @TempDir Path folder)
            throws IOException {
        Files.copy(TESTS, folder.resolve(TESTS.getFileName()));
        Files.writeString(
                folder.resolve(OpsFiles.RULES.getFileName()),
                OpsFiles.read(OpsFiles.RULES).replaceAll("for: \\w+", "for: " + wait));
        Outcome outcome = run(
                promtool, "test", "rules", folder.resolve(TESTS.getFileName()).toString());
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).contains(OpsFiles.ruleValues("alert"));
    }

    @Test
    void the_dashboard_s_expressions_are_valid(@TempDir Path folder) throws IOException {
        StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [\n");
        for (String expression : OpsFiles.dashboardExpressions()) {
            String concrete = expression.replace("$__rate_interval", "1m").replace("'", "''");
            rules.append("{record: panel, labels: {n: \"%d\"}, expr: '%s'},\n".formatted(rules.length(), concrete));
        }
        Path file = Files.writeString(folder.resolve("dashboard.yml"), rules.append("]}]\n"));
        assertDone(run(promtool, "check", "rules", file.toString()));
    }

    private static void assertDone(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static Outcome run(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(output).isTrue();
            return new Outcome(process.exitValue(), output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
