package io.twinpath.rest;

import static io.twinpath.rest.FieldRules.ordered;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schemas of the records that are written as JSON, each under its name: nullable and empty parts are left out there. */
final class RecordSchema {
    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class,
            "string",
            long.class,
            "integer",
            int.class,
            "integer",
            boolean.class,
            "boolean",
            Double.class,
            "number",
            double.class,
            "number");

    /** Not shown in public. */
    private static final Set<String> FOR_OPERATORS = Set.of("async_pool", "sync_pool", "last_error");

    private final Map<String, Object> schemas;

    /** @param schemas where it puts them */
    RecordSchema(Map<String, Object> schemas) {
        this.schemas = schemas;
    }

    /** Refers to the record's schema, which is there from then on. */
    Map<String, Object> of(Class<?> type) {
        String name = type.getSimpleName().replaceFirst("Json$", "");
        if (!schemas.containsKey(name)) {
            schemas.put(name, "being made");
            schemas.put(name, schema(type));
        }
        return ordered("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> schema(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = name(component);
            if (FOR_OPERATORS.contains(name)) {
                continue;
            }
            properties.put(name, property(type, name, component.getGenericType()));
            boolean leftOut = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || name.equals("errors"); // empty but where there are some
            if (!leftOut) {
                required.add(name);
            }
        }
        return ordered("type", "object", "required", required, "properties", properties);
    }

    private Map<String, Object> property(Class<?> owner, String name, Type type) {
        if (owner == DatabaseHealthJson.class && name.equals("status")) {
            return with("string", FieldRules.statusOfTheDatabase());
        }
        if (owner == DatabaseHealthJson.class && name.equals("breakers")) {
            return ordered("type", "object", "additionalProperties", with("string", FieldRules.breaker()));
        }
        if (type instanceof ParameterizedType several) {
            Type[] arguments = several.getActualTypeArguments();
            return several.getRawType() == Map.class
                    ? ordered("type", "object", "additionalProperties", of((Class<?>) arguments[1]))
                    : ordered("type", "array", "items", of((Class<?>) arguments[0]));
        }
        String plain = TYPES.get(type);
        return plain == null ? of((Class<?>) type) : FieldRules.schemaOf(name, plain);
    }

    private static Map<String, Object> with(String type, Map<String, Object> rules) {
        Map<String, Object> schema = ordered("type", type);
        schema.putAll(rules);
        return schema;
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null
                ? ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE)
                        .translate(component.getName())
                : given.value();
    }
}
