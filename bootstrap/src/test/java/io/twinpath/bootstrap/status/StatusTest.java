package io.twinpath.bootstrap.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:05:00Z");
    private static final long SECOND = 1_000_000_000;

    @AutoClose
    private final FakeManagement fake = new FakeManagement();

    private final Management management = new Management(fake.uri(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<List<String>> screen = new CopyOnWriteArrayList<>();

    @Test
    void a_view_has_both_paths_side_by_side_and_what_happened_in_the_interval() throws InterruptedException {
        fake.health = FakeManagement.DEGRADED;
        assertThat(String.join("\n", new StatusView(false).of(aSecond()))).isEqualTo("""
                        Twinpath at http://db.example.org:9000                   2026-11-24 12:05:00 UTC
                        DEGRADED since 2026-11-24 12:00:00 UTC: 5 min

                        path                                             async                      sync
                        reached                                             no                 in 0.9 ms
                        breaker                                           open                 half open
                        calls/s                                           30.0                      98.0
                        failed attempts/s                                  2.0                       0.0
                        connections in use                             1 of 10       exhausted: 10 of 10
                          idle, waited for by                             9, 0                     0, 42
                          time to get one                               0.2 ms                    0.2 ms
                          timeouts, over the size                         7, 0                      7, 0

                        in the last 1.0 s              calls/s  failed/s       p50       p95       p99
                        /api/v1/profile read             100.0       2.0    1.0 ms  628.8 ms   >1.00 s
                        all HTTP requests                100.0       2.0    5.0 ms    9.5 ms    9.9 ms

                        fallbacks/s   breaker open 98.0, outage 2.0
                        last error    2026-11-24 12:04:59 UTC, async path
                                      PostgresqlNonTransientResourceException
                                      the connection was lost, SQLSTATE 08006""");
    }

    @Test
    void colours_are_paint_on_the_same_text() throws InterruptedException {
        fake.health = FakeManagement.DEGRADED;
        Interval interval = aSecond();
        List<String> painted = new StatusView(true).of(interval);
        assertThat(painted).anyMatch(line -> line.contains("\u001b[31;1mno\u001b[0m"));
        assertThat(painted.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .isEqualTo(new StatusView(false).of(interval));
    }

    @Test
    void all_is_well_and_says_so() throws InterruptedException {
        assertThat(new StatusView(false).of(aSecond())).contains("OK").contains("last error    none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"status\": 7, \"breakers\": [], \"last_error\": {}, \"async_pool\": null}"})
    void what_is_not_told_is_a_dash(String health) throws InterruptedException {
        fake.health = health;
        assertThat(new StatusView(false).of(aSecond()))
                .anyMatch(line -> line.matches("reached +- +-"))
                .anyMatch(line -> line.matches("connections in use +- of - +- of -"));
    }

    @Test
    void no_value_is_wider_than_its_place_or_commands_the_terminal() throws InterruptedException {
        fake.health = FakeManagement.DEGRADED.replace(
                "the connection was lost", "\\u001b[2J\\n\\u009b2J\\u202e" + "x".repeat(200));
        assertThat(new StatusView(false).of(aSecond()))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(80).doesNotContain("\u001b", "\n", "\u202e"))
                .anyMatch(line -> line.contains("\\u001b[2J\\n"));
    }

    @Test
    void a_screen_that_is_too_low_does_not_scroll_and_is_given_back() {
        StringWriter terminal = new StringWriter();
        Screen opened = new Screen(new PrintWriter(terminal));
        opened.accept(List.of("first", "second"));
        opened.close();
        opened.accept(List.of("too late"));
        assertThat(terminal.toString())
                .doesNotContain("\n", "too late")
                .startsWith("\u001b[?1049h")
                .contains("\u001b[1;1Hfirst", "\u001b[2;1Hsecond")
                .endsWith("\u001b[?1049l");
    }

    @Test
    void a_service_that_was_started_anew_counts_from_nothing() throws InterruptedException {
        Snapshot before = at(0);
        Snapshot after = at(SECOND);
        assertThat(new Interval(after, new Snapshot(before.base(), NOW, 2 * SECOND, before.health(), before.metrics()))
                        .perSecond("database_connections_total", Map.of()))
                .hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "a_total 7,                                       7",
        "'a_total{x=\"1\"} 7.5 1700000000000',            7.5",
        "'a_total{x=\"1\",y=\"} a \\\"b\\\" 3\"} +Inf',   Infinity",
        "'a_total{x=\"2\"} 7',                            ",
        "'a_total{x=\"1\"} seven',                        ",
        "'# a_total{x=\"1\"} 7',                          "
    })
    void a_sample_is_read_as_prometheus_writes_it(String line, Double value) {
        Map<String, String> labels = line.startsWith("a_total 7") ? Map.of() : Map.of("x", "1");
        assertThat(Samples.parse(line).named("a_total", labels).map(Samples.Sample::value))
                .isEqualTo(value == null ? List.of() : List.of(value));
    }

    @Test
    void once_is_one_view_of_an_interval() throws InterruptedException {
        watch(Duration.ofMillis(1)).once();
        assertThat(screen)
                .singleElement()
                .satisfies(lines -> assertThat(lines.get(0)).contains(fake.uri().toString()));
    }

    @Test
    void once_fails_when_nobody_answers() {
        fake.close();
        assertThatExceptionOfType(NoAnswer.class)
                .isThrownBy(() -> watch(Duration.ofMillis(1)).once())
                .withMessage("no service answers at " + fake.uri() + ": nothing listens there");
    }

    @Test
    void another_kind_of_server_is_told_apart() {
        fake.health = "<html>";
        assertThatExceptionOfType(NoAnswer.class).isThrownBy(management::look).withMessageEndingWith("listener does");
        fake.status = 404;
        assertThatExceptionOfType(NoAnswer.class)
                .isThrownBy(management::look)
                .withMessageContaining("/health/database is a 404 there");
    }

    @Test
    void live_goes_on_while_nobody_answers_until_it_is_ended() throws InterruptedException {
        StatusWatch watch = watch(Duration.ofMillis(5));
        Thread live = new Thread(() -> {
            try {
                watch.live();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        live.start();
        await().until(() -> screen.stream().anyMatch(lines -> lines.contains("OK")));
        fake.status = 503;
        await().until(() -> screen.get(screen.size() - 1).contains("Trying again every second."));
        fake.status = 200;
        await().until(() -> screen.get(screen.size() - 1).contains("OK"));
        watch.end();
        live.join(10_000);
        assertThat(live.isAlive()).isFalse();
    }

    private StatusWatch watch(Duration interval) {
        return new StatusWatch(management, interval, false, screen::add);
    }

    private Interval aSecond() throws InterruptedException {
        return new Interval(at(0), at(SECOND));
    }

    private Snapshot at(long nanos) throws InterruptedException {
        Snapshot seen = management.look();
        return new Snapshot(URI.create("http://db.example.org:9000"), NOW, nanos, seen.health(), seen.metrics());
    }
}
