package io.twinpath.rest;

import static io.twinpath.rest.FieldRules.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers that are problems, each of its status and the types it can have; operations share them. */
final class RefusalsDocument {
    private final Map<String, Object> responses = new TreeMap<>();

    Map<String, Object> responses() {
        return responses;
    }

    /** Refers to the answer, which is there from then on. */
    Map<String, Object> response(int status, List<Problem> problems) {
        String name = problems.stream().map(Problem::slug).collect(Collectors.joining("."));
        responses.computeIfAbsent(name, made -> described(status, problems));
        return ordered("$ref", "#/components/responses/" + name);
    }

    private static Map<String, Object> described(int status, List<Problem> problems) {
        Map<String, Object> examples = new LinkedHashMap<>();
        problems.forEach(each -> examples.put(
                each.slug(),
                ordered("value", new JsonFormat().getContext(Object.class).valueToTree(ProblemPage.exampleOf(each)))));
        return ordered(
                "description",
                problems.stream().map(Problem::title).collect(Collectors.joining(", or: ", "", ".")),
                "headers",
                ContractHeaders.of(headers(status, problems)),
                "content",
                ordered(
                        Problem.MEDIA_TYPE,
                        ordered(
                                "schema",
                                ordered(
                                        "allOf",
                                        List.of(
                                                ordered("$ref", "#/components/schemas/Problem"),
                                                ordered(
                                                        "properties",
                                                        ordered(
                                                                "type",
                                                                ordered(
                                                                        "enum",
                                                                        problems.stream()
                                                                                .map(Problem::type)
                                                                                .toList()),
                                                                "status",
                                                                ordered("const", status))))),
                                "examples",
                                examples)));
    }

    private static List<String> headers(int status, List<Problem> problems) {
        List<String> headers = new ArrayList<>(List.of("Cache-Control", "X-Request-Id", "X-Content-Type-Options"));
        if (problems.stream().allMatch(each -> each.leastRetryAfter().isPresent())) {
            headers.add("Retry-After");
        }
        switch (status) {
            case 401 -> headers.add("WWW-Authenticate");
            case 405 -> headers.add("Allow");
            case 412 -> headers.add("ETag-Now");
            case 415 -> headers.add("Accept-Patch");
            default -> {}
        }
        return headers;
    }
}
