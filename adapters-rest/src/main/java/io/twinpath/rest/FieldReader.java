package io.twinpath.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinpath.domain.InvalidValue;
import io.twinpath.rest.Problem.ProblemJson.Fault;
import jakarta.ws.rs.BadRequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object field by field and gathers every rule that is broken, each with its pointer. In a document each
 * field must be there; in a merge patch (RFC 7396) an absent one stays as it is, and a null would remove what must be.
 */
final class FieldReader {
    private final JsonNode object;
    private final JsonPointer place;
    private final boolean complete;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();
    private final List<FieldReader> nested = new ArrayList<>();

    /** Jersey gives no node for no body. */
    static JsonNode required(@Nullable JsonNode body) {
        if (body == null || body.isMissingNode()) {
            throw new BadRequestException();
        }
        return body;
    }

    static FieldReader ofDocument(JsonNode body) {
        return new FieldReader(body, JsonPointer.empty(), true, new ArrayList<>());
    }

    static FieldReader ofPatch(JsonNode body) {
        return new FieldReader(body, JsonPointer.empty(), false, new ArrayList<>());
    }

    private FieldReader(JsonNode object, JsonPointer place, boolean complete, List<Fault> faults) {
        this.object = object;
        this.place = place;
        this.complete = complete;
        this.faults = faults;
    }

    /** Null when absent or at fault. */
    <T> @Nullable T text(String name, Function<String, T> parse) {
        JsonNode value = value(name, JsonNode::isTextual, "must be a text");
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value.textValue());
        } catch (InvalidValue e) {
            faults.add(Fault.at(place.appendProperty(name), e.rule()));
            return null;
        }
    }

    /** Null when absent or at fault. */
    @Nullable Boolean truth(String name) {
        JsonNode value = value(name, JsonNode::isBoolean, "must be true or false");
        return value == null ? null : value.booleanValue();
    }

    /** The fields of an object in this one; all absent when it is absent or at fault. */
    FieldReader object(String name) {
        JsonNode value = value(name, JsonNode::isObject, "must be an object");
        FieldReader fields = new FieldReader(
                value == null ? JsonNodeFactory.instance.objectNode() : value,
                place.appendProperty(name),
                complete && value != null,
                faults);
        nested.add(fields);
        return fields;
    }

    /** Refuses every field that was not read; fails with {@link Refusal} if a rule was broken. */
    void end(Set<String> readOnly) {
        refuseOthers(readOnly);
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.INVALID_VALUE, faults);
        }
    }

    private void refuseOthers(Set<String> readOnly) {
        if (!object.isObject()) {
            faults.add(Fault.at(place, "must be an object"));
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(Fault.at(
                        place.appendProperty(name), readOnly.contains(name) ? "is read-only" : "is not a known field"));
            }
        });
        nested.forEach(each -> each.refuseOthers(Set.of()));
    }

    private @Nullable JsonNode value(String name, Predicate<JsonNode> type, String rule) {
        known.add(name);
        JsonNode value = object.get(name);
        if (value == null) {
            if (complete && object.isObject()) {
                faults.add(Fault.at(place.appendProperty(name), "is missing"));
            }
            return null;
        }
        if (type.test(value)) {
            return value;
        }
        faults.add(Fault.at(place.appendProperty(name), !complete && value.isNull() ? "cannot be removed" : rule));
        return null;
    }
}
