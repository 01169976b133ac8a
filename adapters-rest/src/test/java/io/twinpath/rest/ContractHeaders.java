package io.twinpath.rest;

import static io.twinpath.rest.FieldRules.ordered;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers of requests and answers, under their names; what follows a name after {@code -Needed}, {@code -Now} or {@code -Public} is another use. */
final class ContractHeaders {
    private static final String TAG = "^\"[0-9a-f]+\"$";

    private ContractHeaders() {}

    static Map<String, Object> parameter(String name) {
        return ordered("$ref", "#/components/parameters/" + name);
    }

    static Map<String, Object> of(List<String> names) {
        Map<String, Object> headers = new TreeMap<>();
        names.forEach(name ->
                headers.put(name.replaceFirst("-(Now|Public)$", ""), ordered("$ref", "#/components/headers/" + name)));
        return headers;
    }

    static Map<String, Object> parameters() {
        return ordered(
                "Idempotency-Key",
                request(
                        "Idempotency-Key",
                        false,
                        "Names this change: sent again with it, it takes effect once.",
                        "^[!-~]{1,64}$",
                        null),
                "If-Match",
                request(
                        "If-Match",
                        false,
                        "The version to be changed, by its ETag, or `*` for any.",
                        "^(\\*|(W/)?\"[!#-~]*\")$",
                        "*"),
                "If-Match-Needed",
                request(
                        "If-Match",
                        true,
                        "The version to be replaced, by its ETag, or `*` for any.",
                        "^(\\*|(W/)?\"[!#-~]*\")$",
                        "*"),
                "If-None-Match",
                request(
                        "If-None-Match",
                        false,
                        "The version that the caller has, by its ETag.",
                        "^(\\*|(W/)?\"[!#-~]*\")$",
                        null),
                "X-Request-Id",
                request(
                        "X-Request-Id",
                        false,
                        "A name for this request; without one it gets one.",
                        "^[A-Za-z0-9._-]{8,64}$",
                        "example-0001"));
    }

    static Map<String, Object> headers() {
        return ordered(
                "Accept-Patch", answer(false, "Which media types a PATCH takes.", ordered("type", "string")),
                "Age",
                        answer(
                                false,
                                "On a known answer given again while the database is away: how old it is, in seconds.",
                                ordered("type", "integer", "minimum", 0)),
                "Allow", answer(true, "Which methods this address takes.", ordered("type", "string")),
                "Cache-Control", answer(true, "Not to be stored.", ordered("type", "string", "const", "no-store")),
                "Cache-Control-Public",
                        answer(
                                true,
                                "May be kept for that many seconds.",
                                ordered("type", "string", "const", "public, max-age=300")),
                "Cache-Status",
                        answer(
                                false,
                                "On a known answer given again (RFC 9211).",
                                ordered("type", "string", "const", "twinpath; hit; detail=stale-if-error")),
                "Content-Security-Policy", answer(false, "On a page for people.", ordered("type", "string")),
                "ETag", answer(true, "The version.", ordered("type", "string", "pattern", TAG)),
                "ETag-Now", answer(false, "The present version.", ordered("type", "string", "pattern", TAG)),
                "Retry-After",
                        answer(true, "Wait so many seconds.", ordered("type", "integer", "minimum", 1, "maximum", 910)),
                "WWW-Authenticate",
                        answer(
                                true,
                                "Which kind of access is needed.",
                                ordered("type", "string", "const", Problem.CHALLENGE)),
                "X-Content-Type-Options",
                        answer(
                                true,
                                "The media type is to be believed.",
                                ordered("type", "string", "const", "nosniff")),
                "X-Request-Id",
                        answer(
                                true,
                                "The name of this request, the caller's own where that is well-formed.",
                                ordered("type", "string", "pattern", "^[A-Za-z0-9._-]{8,64}$")));
    }

    private static Map<String, Object> request(
            String name, boolean required, String description, String pattern, String example) {
        Map<String, Object> header = ordered(
                "name", name,
                "in", "header",
                "required", required,
                "description", description,
                "schema", ordered("type", "string", "pattern", pattern));
        if (example != null) {
            header.put("example", example);
        }
        return header;
    }

    private static Map<String, Object> answer(boolean required, String description, Map<String, Object> schema) {
        return ordered("description", description, "required", required, "schema", schema);
    }
}
