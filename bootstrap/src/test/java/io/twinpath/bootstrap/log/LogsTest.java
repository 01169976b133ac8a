package io.twinpath.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.MDC;

class LogsTest {
    private static final String FORGED = "2026-11-24T12:00:00.000Z ERROR Service - forged";

    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @AfterEach
    void stdout_is_as_it_was() {
        System.setOut(stdout);
    }

    @Test
    void a_line_for_machines_is_an_object_with_a_field_for_each_thing() throws JsonProcessingException {
        String line = logged(
                Logs.FOR_MACHINES,
                log -> log.atWarn()
                        .addKeyValue("status", 503)
                        .addKeyValue("request_id", "the-request")
                        .setCause(new IllegalStateException("outer", new RuntimeException("inner")))
                        .log("Answered {}", "it"));
        assertThat(line.lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("timestamp", "level", "logger", "message", "status", "request_id", "stack_trace");
        assertThat(json.get("timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(json.get("timestamp").textValue()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(json.get("level").textValue()).isEqualTo("WARN");
        assertThat(json.get("logger").textValue()).isEqualTo("io.twinpath.Test");
        assertThat(json.get("message").textValue()).isEqualTo("Answered it");
        assertThat(json.get("status").intValue()).isEqualTo(503);
        assertThat(json.get("stack_trace").textValue())
                .startsWith("java.lang.IllegalStateException: outer\n\tat ")
                .contains("Caused by: java.lang.RuntimeException: inner\n\t");
    }

    @Test
    void a_line_for_people_has_its_fields_at_the_end() {
        assertThat(logged(
                        Logs.FOR_PEOPLE,
                        log -> log.atInfo()
                                .addKeyValue("status", 200)
                                .addKeyValue("route", "/api/v1/profile")
                                .log("Answered")))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\S+ INFO  Test - Answered status=200 route=/api/v1/profile\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u000b", "\u000c", "\u0085", "\u2028", "\u2029", "\0\n"})
    void nothing_in_a_value_makes_a_line(String lineBreak) throws JsonProcessingException {
        String hostile = "a" + lineBreak + FORGED;
        Consumer<Logger> lines = log -> {
            log.warn("A value: {}", hostile);
            log.atWarn().addKeyValue("key", hostile).log(hostile);
        };
        for (String form : List.of(Logs.FOR_PEOPLE, Logs.FOR_MACHINES)) {
            assertThat(logged(form, lines).split("\\R", -1)).as(form).hasSize(3);
        }
        JsonNode json = new ObjectMapper()
                .readTree(logged(Logs.FOR_MACHINES, lines)
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow());
        assertThat(json.get("message").textValue()).as("nothing is lost").isEqualTo(hostile);
        assertThat(json.get("key").textValue()).isEqualTo(hostile);
    }

    @Test
    void nor_does_it_command_a_terminal_or_turn_the_writing_around() {
        for (String form : List.of(Logs.FOR_PEOPLE, Logs.FOR_MACHINES)) {
            assertThat(logged(
                            form,
                            log -> log.atWarn()
                                    .addKeyValue("key", "\u001b[31m\u009b1m\u202e\u0007\u0008")
                                    .setCause(new IllegalStateException("\u001b]0;title\u0007\u202e\u009b2J"))
                                    .log("\u001b[2J")))
                    .as(form)
                    .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007", "\u0008")
                    .containsPattern("\\\\u001[bB]\\[2J");
        }
    }

    @Test
    void a_message_in_a_trace_for_people_cannot_look_like_a_line() {
        String logged = logged(
                Logs.FOR_PEOPLE,
                log -> log.error(
                        "A defect",
                        new IllegalStateException("a\n" + FORGED, new IllegalStateException("b\r" + FORGED))));
        assertThat(logged.split("\\R")).filteredOn(line -> line.startsWith("2")).hasSize(1);
        assertThat(logged).contains("    java.lang.IllegalStateException: a", "    Caused by: ", "        at ");
    }

    @Test
    void what_is_harmless_stays_as_it_is() {
        assertThat(Escaped.text("Zażółć gęślą jaźń, 日本, \"\\\" 😀")).isEqualTo("Zażółć gęślą jaźń, 日本, \"\\\" 😀");
        assertThat(Escaped.text("a\tb\u001b")).isEqualTo("a\\tb\\u001b");
    }

    private String logged(String form, Consumer<Logger> lines) {
        bytes.reset();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        configure(context, form);
        lines.accept(context.getLogger("io.twinpath.Test"));
        context.stop();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void configure(LoggerContext context, String form) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Objects.requireNonNull(LogsTest.class.getResource("/" + form)));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
