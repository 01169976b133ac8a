package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.PoolStatistics;
import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.health.Connectivity;
import io.twinpath.application.health.DatabaseReport;
import io.twinpath.application.health.PathHealth;
import io.twinpath.rest.AnsweredRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules and dashboard ask for is there: a wrong name is no error for Prometheus, it only never tells anything. */
class OpsNamesTest {
    private static final Set<String> PROMETHEUS_OWN = Set.of("up", "ALERTS");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^[a-zA-Z_:][\\w:]*");

    /** What {@code Metrics} tells, all of it. */
    private static String scrape() {
        DatabaseAddress address = new DatabaseAddress("db.example.org", 5432, "app", "ann", "secret");
        DatabaseReport report = new DatabaseReport(true, Optional.empty(), List.of(path("async"), path("sync")));
        try (Metrics metrics = new Metrics(Map.of("async", address, "sync", address))) {
            metrics.watch(() -> report, Optional::empty);
            metrics.requests().answered(AnsweredRequest.unmatched("GET", 404, Duration.ofMillis(1)));
            System.gc(); // the pauses' figures come with the first
            return await().until(metrics::scrape, text -> text.contains("jvm_gc_pause_seconds_sum"));
        }
    }

    private static PathHealth path(String name) {
        return new PathHealth(
                name,
                new Connectivity(true, Optional.empty(), Optional.empty()),
                BreakerState.CLOSED,
                new PoolStatistics("Pool", 10, 10, 10, 10, 0, 10, 0, 0, Duration.ZERO, 0),
                false,
                Optional.empty());
    }

    @Test
    void the_rules_ask_for_what_the_service_tells() {
        assertThat(OpsFiles.ruleExpressions())
                .hasSize(OpsFiles.ruleValues("record").size()
                        + OpsFiles.ruleValues("alert").size());
        assertThat(unknown(OpsFiles.ruleExpressions(), scrape())).isEmpty();
    }

    @Test
    void the_dashboard_asks_for_what_the_service_tells() {
        assertThat(OpsFiles.dashboardExpressions()).hasSizeGreaterThan(50);
        assertThat(unknown(OpsFiles.dashboardExpressions(), scrape())).isEmpty();
    }

    @Test
    void a_wrong_name_is_found() {
        String scrape = """
                # HELP database_up 1 when the path is up
                # TYPE database_up gauge
                database_up{connection_type="async"} 1.0
                process_uptime_seconds 12.5
                """;
        assertThat(unknown(
                        List.of(
                                "max by (job) (database_up{connection_type=\"sync\"}) == 0",
                                "process_uptime_seconds > 60 and database_is_up",
                                "sum(rate(database_up_total{job=\"$job\"}[$__rate_interval]))"),
                        scrape))
                .containsExactly("database_is_up", "database_up_total");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    up                                                                     | up
                    rate(a_total{path="b[5m]}", x='c'}[5m] offset 1h) > 1e3 * 0.5          | a_total
                    sum by (le) (rate(a_bucket[1m])) / on (job) group_left (v) max(b)      | a_bucket b
                    sum(a) without (job) or vector(0) unless c OR d AND NaN                | a c d
                    histogram_quantile(0.95, level:a:rate5m) and ignoring(le) b > bool Inf | b level:a:rate5m
                    quantile_over_time(0.5, a[1d:1m] @ 17) - 25 * 3600                     | a
                    sum_of_all + count_over_time (a{by="x",on="y"}[$__range])              | a sum_of_all
                    """)
    void only_names_of_series_are_names(String expression, String names) {
        assertThat(PromQlNames.in(expression)).containsExactly(names.split(" "));
    }

    @Test
    void each_alert_leads_to_its_entry_in_the_runbook() {
        Set<String> entries = Arrays.stream(
                        OpsFiles.read(OpsFiles.FOLDER.resolve("runbook.md")).split("\n"))
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .collect(Collectors.toSet());
        assertThat(OpsFiles.ruleValues("alert")).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(OpsFiles.ruleValues("runbook_url"))
                .containsExactlyElementsOf(OpsFiles.ruleValues("alert").stream()
                        .map(alert -> "bootstrap/ops/runbook.md#" + alert.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** The names that are neither told by the service, nor recorded by the rules, nor made by Prometheus itself. */
    private static Set<String> unknown(Collection<String> expressions, String scrape) {
        Set<String> known = Stream.of(
                        SAMPLE.matcher(scrape).results().map(match -> match.group()),
                        OpsFiles.ruleValues("record").stream(),
                        PROMETHEUS_OWN.stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
        return expressions.stream()
                .flatMap(expression -> PromQlNames.in(expression).stream())
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
