package io.twinpath.bootstrap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.bootstrap.contract.Contract.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the contract is sent as it stands there, and answered as it says there. */
class ExamplesIT {
    private static final Contract CONTRACT = Contract.load();
    private static final Judge JUDGE = new Judge(CONTRACT);
    private static ContractService service;

    @BeforeAll
    static void start(@TempDir Path home) {
        service = new ContractService(home, "bob");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Each with a token of its own, for one ends those before it; the password is changed last, for the others log in with it. */
    @TestFactory
    List<DynamicTest> an_example_runs_as_it_stands_in_the_contract() {
        return CONTRACT.operations().stream()
                .sorted(Comparator.comparing(each -> each.path().equals("/api/v1/auth/password")))
                .flatMap(operation -> drafts(operation).stream()
                        .map(draft -> DynamicTest.dynamicTest(
                                operation + " " + draft.find("Content-Type").orElse(""), () -> run(operation, draft))))
                .toList();
    }

    @Test
    void the_contract_that_is_served_is_the_one_in_the_distribution() {
        assertThat(service.once(Draft.of("GET", "/openapi.json")).text()).startsWith("{\n  \"openapi\": \"3.1.0\"");
    }

    @Test
    void what_is_no_operation_is_refused_as_the_contract_says() {
        assertAllowed(Draft.of("GET", "/nothing"), 404);
        assertAllowed(Draft.of("DELETE", "/api/v1/profile"), 405);
        assertAllowed(Draft.of("DELETE", "/health/live"), 405);
        assertAllowed(Draft.of("GET", "/problems/nothing"), 404);
        assertAllowed(Draft.of("GET", "/api/v1/profile"), 401);
        assertAllowed(Draft.of("GET", "/openapi.json").header("If-Match", "\"none\""), 412);
        assertAllowed(Draft.of("HEAD", "/openapi.json"), 200);
    }

    @Test
    void a_key_that_came_with_one_resource_is_refused_at_another() {
        Draft draft = Draft.of("PATCH", "/api/v1/profile")
                .header("Authorization", "Bearer " + service.logIn("bob"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "of-a-profile")
                .body("{}".getBytes(StandardCharsets.UTF_8));
        Draft other = draft.target("/api/v1/settings");
        assertAllowed(draft, 200);
        assertAllowed(other, 422);
        assertAllowed(other.without("Idempotency-Key").header("Idempotency-Key", "of-settings"), 200);
        assertAllowed(draft.without("Idempotency-Key").header("Idempotency-Key", "of-settings"), 422);
        assertAllowed(draft, 200);
    }

    @Test
    void the_judge_sees_what_is_not_in_the_contract() {
        Draft draft = Draft.of("GET", "/health/live");
        Reply sound = service.once(draft);
        assertThat(JUDGE.faults(draft, Optional.of(sound))).isEmpty();
        assertThat(JUDGE.faults(draft, Optional.of(new Reply(500, sound.headers(), sound.body()))))
                .contains("a status of 500", "a status of 500, which is not in the contract");
        byte[] more = "{\"status\":\"up\",\"host\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(JUDGE.faults(draft, Optional.of(new Reply(200, sound.headers(), more))))
                .singleElement()
                .asString()
                .contains("host");
        byte[] inside = "{\"status\":\"java.lang.NullPointerException\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(JUDGE.faults(draft, Optional.of(new Reply(200, sound.headers(), inside))))
                .anyMatch(fault -> fault.startsWith("the inside shows"));
        assertThat(JUDGE.faults(draft, Optional.empty())).containsExactly("no answer to a sound request");
    }

    private static void assertAllowed(Draft draft, int status) {
        Reply reply = service.once(draft);
        assertThat(reply.status()).as(draft.reproduction()).isEqualTo(status);
        assertThat(JUDGE.faults(draft, Optional.of(reply)))
                .as(draft.reproduction())
                .isEmpty();
    }

    private static void run(Operation operation, Draft example) {
        Draft draft = operation.secured() ? example.header("Authorization", "Bearer " + service.logIn("ann")) : example;
        Reply reply = service.once(draft);
        assertThat(Integer.toString(reply.status())).as(reply.text()).isEqualTo(success(operation));
        assertThat(JUDGE.faults(draft, Optional.of(reply)))
                .as(draft.reproduction())
                .isEmpty();
        Optional<String> tag = reply.header("ETag");
        if (operation.method().equals("GET") && tag.isPresent()) {
            assertAllowed(draft.header("If-None-Match", tag.get()), 304);
        }
    }

    private static String success(Operation operation) {
        List<String> statuses = new ArrayList<>();
        operation.node().path("responses").fieldNames().forEachRemaining(statuses::add);
        return statuses.stream()
                .filter(each -> each.startsWith("2"))
                .findFirst()
                .orElseThrow();
    }

    /** One for each media type it takes, or one. */
    private static List<Draft> drafts(Operation operation) {
        String path = operation.path();
        Draft plain = Draft.of(operation.method(), path);
        for (JsonNode each : operation.node().path("parameters")) {
            JsonNode parameter = CONTRACT.resolve(each);
            String example = parameter.path("example").asText();
            if (parameter.path("in").asText().equals("path")) {
                plain = plain.target(path.replace("{" + parameter.path("name").asText() + "}", example));
            } else if (!example.isEmpty()) {
                plain = plain.header(parameter.path("name").asText(), example);
            }
        }
        Draft draft = plain;
        List<Draft> drafts = new ArrayList<>();
        operation
                .node()
                .at("/requestBody/content")
                .fields()
                .forEachRemaining(content -> drafts.add(draft.header("Content-Type", content.getKey())
                        .body(content.getValue().path("example").toString().getBytes(StandardCharsets.UTF_8))));
        return drafts.isEmpty() ? List.of(draft) : drafts;
    }
}
