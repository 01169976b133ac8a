package io.twinpath.bootstrap.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinpath.bootstrap.contract.Contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests as the contract describes them, by chance. */
record Grammar(Contract contract) {
    /** Hashing a password is slow, and so many at once are refused. */
    private static final double SHARE_OF_HASHING = 0.1;

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("username", List.of("ann", "a.b-c_9", "00", "x".repeat(64))),
            Map.entry("email", List.of("ann@example.org", "A+b@x", "o'neil@sub.example.co", "x".repeat(64) + "@y")),
            Map.entry(
                    "full_name",
                    List.of(
                            "Ann",
                            "Żółć 王 🙂",
                            "O'Brien; DROP TABLE users",
                            "<script>alert(1)</script>",
                            "a\u202eb",
                            "x".repeat(200))),
            Map.entry("locale", List.of("en", "de-AT", "zh-Hant-TW", "sl-rozaj-biske")),
            Map.entry("timezone", List.of("UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5")),
            Map.entry("login", List.of("nobody", "nobody@example.org", "ann")),
            Map.entry("password", List.of("wrong", "x".repeat(1024), "пароль")),
            Map.entry("current_password", List.of(ContractService.PASSWORD, "wrong")),
            Map.entry("new_password", List.of(ContractService.PASSWORD)));

    /** @param token a good one, for operations that need it */
    Draft draft(Random random, String token) {
        Operation operation = operation(random);
        Draft draft = Draft.of(operation.method(), operation.path());
        if (operation.secured()) {
            draft = draft.header("Authorization", "Bearer " + token);
        }
        for (JsonNode each : operation.node().path("parameters")) {
            JsonNode parameter = contract.resolve(each);
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                draft = draft.target(operation.path().replace("{" + name + "}", problem(random)));
            } else if (parameter.path("required").asBoolean() || random.nextInt(3) == 0) {
                draft = draft.header(name, header(name, random));
            }
        }
        JsonNode content = operation.node().at("/requestBody/content");
        if (content.isObject()) {
            List<String> types = new ArrayList<>();
            content.fieldNames().forEachRemaining(types::add);
            String type = pick(random, types);
            JsonNode body = value(contract.resolve(content.path(type).path("schema")), "", random);
            draft = draft.header("Content-Type", type).body(body.toString().getBytes(StandardCharsets.UTF_8));
        }
        return draft;
    }

    private Operation operation(Random random) {
        Operation operation = pick(random, contract.operations());
        boolean hashes = operation.path().startsWith("/api/v1/auth/");
        return hashes && random.nextDouble() > SHARE_OF_HASHING ? operation(random) : operation;
    }

    private static String problem(Random random) {
        return pick(random, List.of("not-found", "invalid-value", "nothing", "a"));
    }

    private static String header(String name, Random random) {
        return switch (name) {
            case "If-Match" -> pick(random, List.of("*", "*", "\"1\"", "\"7\"", "W/\"1\""));
            case "If-None-Match" -> pick(random, List.of("*", "\"1\"", "\"0\", \"1\"", "W/\"1\""));
            case "Idempotency-Key" -> "key-" + random.nextInt(1000);
            default -> "request-" + random.nextInt(1000);
        };
    }

    private JsonNode value(JsonNode schema, String name, Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (schema.has("enum")) {
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, random);
            case "boolean" -> json.booleanNode(random.nextBoolean());
            case "integer" -> json.numberNode(random.nextInt(100));
            default -> json.textNode(pick(random, VALUES.getOrDefault(name, List.of("a", "text"))));
        };
    }

    private ObjectNode object(JsonNode schema, Random random) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        schema.path("properties").fields().forEachRemaining(property -> {
            if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), value(contract.resolve(property.getValue()), property.getKey(), random));
            }
        });
        return object;
    }

    static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
