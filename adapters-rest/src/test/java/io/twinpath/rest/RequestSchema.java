package io.twinpath.rest;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinpath.rest.Problem.ProblemJson;
import io.twinpath.rest.Problem.ProblemJson.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The schema of a body, found by asking the code that reads it: what it misses in an empty object are its fields, and what it
 * says of a number in a field is the field's type.
 */
record RequestSchema(Consumer<JsonNode> reader) {
    private static final Map<String, String> TYPES = Map.ofEntries(
            entry("must be a text", "string"),
            entry("must be true or false", "boolean"),
            entry("must be an object", "object"));

    /** @param whole whether every field must be there */
    Map<String, Object> schema(boolean whole) {
        return object(JsonPointer.empty(), JsonNodeFactory.instance.objectNode(), whole);
    }

    private Map<String, Object> object(JsonPointer place, ObjectNode document, boolean whole) {
        List<JsonPointer> fields = faults(document).entrySet().stream()
                .filter(fault -> fault.getValue().equals("is missing"))
                .map(Map.Entry::getKey)
                .filter(field -> field.head().equals(place))
                .toList();
        Map<String, Object> properties = new LinkedHashMap<>();
        for (JsonPointer field : fields) {
            properties.put(field.last().getMatchingProperty(), field(field, document, whole));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (whole) {
            schema.put("required", List.copyOf(properties.keySet()));
        }
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> field(JsonPointer field, ObjectNode document, boolean whole) {
        String name = field.last().getMatchingProperty();
        ObjectNode parent = (ObjectNode) document.at(field.head());
        parent.put(name, 0);
        String type = TYPES.get(faults(document).get(field));
        if ("object".equals(type)) {
            parent.putObject(name);
            return object(field, document, whole);
        }
        parent.remove(name);
        return FieldRules.schemaOf(name, type);
    }

    private Map<JsonPointer, String> faults(JsonNode document) {
        Map<JsonPointer, String> faults = new TreeMap<>(java.util.Comparator.comparing(JsonPointer::toString));
        try {
            reader.accept(document);
        } catch (Refusal refusal) {
            for (Fault fault : ((ProblemJson) refusal.response().getEntity()).errors()) {
                faults.put(JsonPointer.compile(fault.pointer()), fault.detail());
            }
        }
        return faults;
    }
}
