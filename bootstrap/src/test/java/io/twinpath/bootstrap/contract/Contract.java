package io.twinpath.bootstrap.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document that the service gives, to be asked what may be answered. */
final class Contract {
    /** @param method in upper case */
    record Operation(String path, String method, JsonNode node) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean secured() {
            return !node.path("security").isEmpty();
        }
    }

    private final ObjectNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private Contract(ObjectNode document) {
        this.document = document;
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(method -> operations.add(new Operation(
                                path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()))));
        for (JsonNode schema : document.at("/components/schemas")) {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false); // what is not declared is not given
            }
        }
    }

    /** The one in the distribution. */
    static Contract load() {
        try (InputStream file = Contract.class.getResourceAsStream("/io/twinpath/rest/openapi.json")) {
            return new Contract((ObjectNode) new ObjectMapper().readTree(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        return operations;
    }

    Operation operation(String method, String path) {
        return operations.stream()
                .filter(each -> each.method().equals(method) && each.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    /** Whether that is, as it is written, one of the paths. */
    boolean hasPath(String path) {
        return operations.stream().anyMatch(each -> matches(each, path));
    }

    /** What a method at a path is; HEAD is GET. */
    Optional<Operation> find(String method, String path) {
        String known = method.equals("HEAD") ? "GET" : method;
        return operations.stream()
                .filter(each -> each.method().equals(known) && matches(each, path))
                .min(java.util.Comparator.comparing(each -> each.path().contains("{")));
    }

    /** The described answer of that status, of this operation or of any address. */
    Optional<JsonNode> response(Optional<Operation> operation, int status) {
        JsonNode own = operation
                .map(Operation::node)
                .orElse(JsonNodeFactory.instance.objectNode())
                .path("responses")
                .path(Integer.toString(status));
        return own.isMissingNode() ? Optional.empty() : Optional.of(resolve(own));
    }

    /** What is answered at no address, or to a method that an address does not take. */
    Optional<JsonNode> refusal(int status) {
        JsonNode refusal = document.path("x-refusals").path(Integer.toString(status));
        return refusal.isMissingNode() ? Optional.empty() : Optional.of(resolve(refusal));
    }

    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with a value, in words. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /** With the components beside it, to which it may refer. */
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("components", document.path("components"));
        whole.putArray("allOf").add(schema);
        return registry.getSchema(whole);
    }

    private static boolean matches(Operation operation, String path) {
        return path.matches(operation.path().replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/;]+"));
    }
}
