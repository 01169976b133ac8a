package io.twinpath.rest;

import static io.twinpath.rest.FieldRules.ordered;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The contract (OpenAPI 3.1) made of the routes, the records, the rules of their fields, the problems and the words. */
final class OpenApiDocument {
    private static final String JSON = "application/json";
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final String DESCRIPTION = """
            A user's profile and settings, over two independent paths to one database.

            **Errors** are `application/problem+json` (RFC 9457). Their `type` is an address: there stands what it means and what to \
            do. A 4xx is for the caller to mend; a 503 has a `Retry-After`, and there is no 500. At an address that is not in this \
            document the answer is a 404, to a method that an address does not take a 405 with `Allow`, as in `x-refusals`.

            **Versions.** What can be changed has an `ETag`. Send it in `If-Match` with a change, which then is made only if \
            nobody else has changed it since, and in `If-None-Match` with a read, which then is answered 304 if nobody has.

            **Repeating.** A change with an `Idempotency-Key` may be sent again for 24 hours: it takes effect once and has one answer.

            **Methods.** HEAD is answered like GET, without the body, and OPTIONS with the methods in `Allow`.
            """;

    private final RefusalsDocument refusals = new RefusalsDocument();
    private final Map<String, Object> schemas = new TreeMap<>();
    private final RecordSchema records = new RecordSchema(schemas);

    /** As it lies in the tree. */
    static String text() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(INDENT)
                .withArrayIndenter(INDENT)
                .withSeparators(com.fasterxml.jackson.core.util.Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(com.fasterxml.jackson.core.util.Separators.Spacing.AFTER));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(new OpenApiDocument().document()) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> document() {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : Route.all()) {
            Words words = Objects.requireNonNull(
                    Operations.WORDS.get(route.name()), () -> "Operations has no words for " + route.name());
            paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route, words));
        }
        Map<String, Object> elsewhere = ordered(
                "404", refusals.response(404, List.of(Problem.NOT_FOUND)),
                "405", refusals.response(405, List.of(Problem.METHOD_NOT_ALLOWED)));
        problemSchema();
        return ordered(
                "openapi", "3.1.0",
                "info",
                        ordered(
                                "title", "Twinpath",
                                "version", "1",
                                "summary", "User profiles and settings that keep answering.",
                                "description", DESCRIPTION,
                                "license", ordered("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "servers", List.of(ordered("url", "/", "description", "Where this document was read.")),
                "tags", tags(),
                "paths", paths,
                "components",
                        ordered(
                                "securitySchemes",
                                ordered(
                                        "token",
                                        ordered(
                                                "type",
                                                "http",
                                                "scheme",
                                                "bearer",
                                                "bearerFormat",
                                                "JWT",
                                                "description",
                                                "From `POST /api/v1/auth/login`.")),
                                "parameters",
                                ContractHeaders.parameters(),
                                "headers",
                                ContractHeaders.headers(),
                                "schemas",
                                schemas,
                                "responses",
                                refusals.responses()),
                "x-refusals", elsewhere);
    }

    private static List<Object> tags() {
        return List.of(
                ordered("name", "Profile and settings", "description", "The caller's own, and nobody else's."),
                ordered("name", "Access", "description", "Access tokens and passwords."),
                ordered("name", "Health", "description", "For orchestrators and status pages."),
                ordered("name", "Contract", "description", "What this API is and what its errors mean."));
    }

    private Map<String, Object> operation(Route route, Words words) {
        Map<String, Object> operation = ordered(
                "tags", List.of(words.tag()),
                "operationId", words.id(),
                "summary", words.summary(),
                "description", words.description(),
                "security", route.authenticated() ? List.of(Map.of("token", List.of())) : List.of());
        List<Object> parameters = parameters(route, words);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        words.request().ifPresent(body -> operation.put("requestBody", requestBody(route, words, body)));
        operation.put("responses", responses(route, words));
        return operation;
    }

    private static List<Object> parameters(Route route, Words words) {
        List<Object> parameters = new ArrayList<>();
        if (route.path().contains("{name}")) {
            parameters.add(ordered(
                    "name",
                    "name",
                    "in",
                    "path",
                    "required",
                    true,
                    "schema",
                    ordered("type", "string", "pattern", "^[a-z-]+$"),
                    "example",
                    Problem.PRECONDITION_FAILED.slug()));
        }
        if (words.conditional()) {
            parameters.add(ContractHeaders.parameter(
                    route.isRead() ? "If-None-Match" : route.method().equals("PUT") ? "If-Match-Needed" : "If-Match"));
        }
        if (words.keyed()) {
            parameters.add(ContractHeaders.parameter("Idempotency-Key"));
        }
        if (!route.inFront()) {
            parameters.add(ContractHeaders.parameter("X-Request-Id"));
        }
        return parameters;
    }

    private Map<String, Object> requestBody(Route route, Words words, Words.Body body) {
        Map<String, Object> schema = new LinkedHashMap<>();
        body.reader().ifPresent(reader -> schema.putAll(new RequestSchema(reader).schema(body.whole())));
        body.type().ifPresent(type -> {
            records.of(type);
            schema.putAll(asMap(schemas.remove(type.getSimpleName().replaceFirst("Json$", ""))));
            schema.put("additionalProperties", false);
        });
        schemas.put(body.name(), schema);
        Map<String, Object> content = new LinkedHashMap<>();
        route.consumes()
                .forEach(type -> content.put(
                        type,
                        ordered(
                                "schema",
                                ordered("$ref", "#/components/schemas/" + body.name()),
                                "example",
                                words.sample())));
        return ordered("required", true, "content", content);
    }

    private Map<String, Object> responses(Route route, Words words) {
        Map<String, Object> responses = new TreeMap<>();
        Map<String, Object> content = new LinkedHashMap<>();
        for (String type : route.gives()) {
            Map<String, Object> described = type.equals(JSON) && words.answer().isPresent()
                    ? ordered(
                            "schema", records.of(words.answer().get()),
                            "example", new JsonFormat().getContext(Object.class).valueToTree(words.answerSample()))
                    : ordered("schema", ordered("type", type.endsWith("json") ? "object" : "string"));
            content.put(type, described);
        }
        Map<String, Object> answered =
                ordered("description", "Answered.", "headers", ContractHeaders.of(answerHeaders(route, words)));
        if (!content.isEmpty()) {
            answered.put("content", content);
        }
        responses.put(content.isEmpty() ? "204" : "200", answered);
        if (route.isRead() && words.conditional()) {
            responses.put(
                    "304",
                    ordered(
                            "description",
                            "The caller has it already.",
                            "headers",
                            ContractHeaders.of(answerHeaders(route, words))));
        }
        Map<Integer, List<Problem>> byStatus = refusalsOf(route, words).stream()
                .collect(Collectors.groupingBy(Problem::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach(
                (status, problems) -> responses.put(Integer.toString(status), refusals.response(status, problems)));
        return responses;
    }

    private static List<String> answerHeaders(Route route, Words words) {
        List<String> headers = new ArrayList<>();
        headers.add(route.path().startsWith("/.well-known/") ? "Cache-Control-Public" : "Cache-Control");
        if (!route.inFront()) {
            headers.add("X-Request-Id");
            headers.add("X-Content-Type-Options");
        }
        if (words.conditional()) {
            headers.add("ETag");
        }
        if (words.stale()) {
            headers.addAll(List.of("Age", "Cache-Status"));
        }
        if (route.gives().contains("text/html")) {
            headers.add("Content-Security-Policy");
        }
        return headers;
    }

    /** In the order of the enum. */
    private static Set<Problem> refusalsOf(Route route, Words words) {
        Set<Problem> problems = java.util.EnumSet.copyOf(List.of(
                Problem.MALFORMED_REQUEST,
                Problem.REQUEST_TIMEOUT,
                Problem.BODY_TOO_LARGE,
                Problem.TARGET_TOO_LONG,
                Problem.HEADERS_TOO_LARGE));
        if (!route.inFront()) {
            problems.addAll(List.of(
                    Problem.NOT_ACCEPTABLE, Problem.OTHER_REQUEST_ERROR, Problem.OVERLOADED, Problem.UNAVAILABLE));
        }
        if (route.authenticated()) {
            problems.addAll(List.of(Problem.UNAUTHORIZED, Problem.TOO_MANY_REQUESTS));
        }
        if (route.hasBody()) {
            problems.addAll(List.of(Problem.UNSUPPORTED_MEDIA_TYPE, Problem.INVALID_VALUE));
        }
        if (words.conditional()) {
            problems.add(Problem.PRECONDITION_FAILED);
        }
        if (words.keyed()) {
            problems.add(Problem.IDEMPOTENCY_KEY_REUSED);
        }
        if (!route.isRead()) {
            problems.add(Problem.OUTCOME_UNKNOWN);
        }
        problems.addAll(words.refusals());
        return problems;
    }

    /** Each answer names the types it can have; the id is put in as it leaves. */
    private void problemSchema() {
        records.of(Problem.ProblemJson.class);
        Map<String, Object> schema = asMap(schemas.get("Problem"));
        schema.put("required", Arrays.asList("type", "title", "status", "request_id"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object schema) {
        return (Map<String, Object>) schema;
    }
}
